/// The text of `argot.h`, behind which generated code is placed.
public enum ArgotHeader {
  public static var text: String { "\(argotHeaderText)" }
}
