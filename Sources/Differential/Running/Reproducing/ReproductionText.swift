/// The parts of a reproduction that do not depend on the call.
enum ReproductionText {
  /// Functions that are put in where they are called, in this order.
  static let helpers: [(name: String, text: String)] = [
    (
      "is_untouched",
      """
      static int is_untouched(const void *variable, size_t size)
      {
          const unsigned char *bytes = (const unsigned char *)variable;
          while (size-- > 0)
              if (bytes[size] != 0xA5) return 0;
          return 1;
      }


      """
    ),
    (
      "show_object",
      """
      static void show_object(const char *name, PyObject *const *variable)
      {
          if (is_untouched(variable, sizeof(*variable)))
              PySys_FormatStdout("%s untouched\\n", name);
          else if (*variable == NULL)
              PySys_FormatStdout("%s = NULL\\n", name);
          else
              PySys_FormatStdout("%s = %A\\n", name, *variable);
      }


      """
    ),
    (
      "show_text",
      """
      static void show_text(const char *name, const char *const *variable)
      {
          if (is_untouched(variable, sizeof(*variable)))
              PySys_FormatStdout("%s untouched\\n", name);
          else if (*variable == NULL)
              PySys_FormatStdout("%s = NULL\\n", name);
          else
              PySys_FormatStdout("%s = \\"%s\\"\\n", name, *variable);
      }


      """
    ),
    (
      "show_buffer",
      """
      static void show_buffer(const char *name, const Py_buffer *variable)
      {
          if (is_untouched(variable, sizeof(*variable)))
              PySys_FormatStdout("%s untouched\\n", name);
          else
              PySys_FormatStdout("%s: %zd bytes, readonly %d, of %s\\n", name, variable->len, variable->readonly,
                                 variable->obj ? "an object" : "none");
      }


      """
    ),
    (
      "show_bytes",
      """
      static void show_bytes(const char *name, const void *variable, size_t size)
      {
          const unsigned char *bytes = (const unsigned char *)variable;
          size_t i;
          if (is_untouched(variable, size)) {
              PySys_FormatStdout("%s untouched\\n", name);
              return;
          }
          PySys_FormatStdout("%s =", name);
          for (i = 0; i < size; i++) PySys_FormatStdout(" %02x", bytes[i]);
          PySys_FormatStdout("\\n");
      }


      """
    ),
    (
      "show_references",
      """
      static void show_references(const char *name, PyObject *object, Py_ssize_t before)
      {
          if (object && Py_REFCNT(object) != before)
              PySys_FormatStdout("%s was left with %zd more references\\n", name, Py_REFCNT(object) - before);
      }


      """
    ),
    (
      "mode_of",
      """
      static PyObject *last_seen; /* the object that a converter saw last, to tell it from the one before */

      /* 0 succeed, 1 succeed and ask for cleaning up, 2 fail without an exception, 3 fail, 4 succeed with another number. */
      static int mode_of(const char *who, PyObject *object)
      {
          PyObject *result;
          long mode;
          PySys_FormatStdout("%s called with %s object\\n", who, object == last_seen ? "the same" : "another");
          last_seen = object;
          if ((PyObject *)Py_TYPE(object) != PyDict_GetItemString(names, "Conv")) return 0;
          result = PyObject_CallMethod(object, "hook", NULL);
          if (result == NULL) return 3;
          Py_DECREF(result);
          result = PyObject_GetAttrString(object, "mode");
          mode = PyLong_AsLong(result);
          Py_DECREF(result);
          return (int)mode;
      }


      """
    ),
    (
      "converter",
      """
      static int converter(PyObject *object, void *address)
      {
          int mode;
          if (object == NULL) {
              PySys_FormatStdout("converter called to clean up\\n");
              return 1;
          }
          mode = mode_of("converter", object);
          if (mode == 2) return 0;
          if (mode == 3) {
              if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the converter refuses");
              return 0;
          }
          memcpy(address, &object, sizeof(object));
          return mode == 1 ? Py_CLEANUP_SUPPORTED : mode == 4 ? -7 : 1;
      }


      """
    ),
    (
      "maker",
      """
      static PyObject *maker(void *address)
      {
          PyObject *object = (PyObject *)address;
          int mode = 0;
          if (object == NULL) {
              PySys_FormatStdout("maker called with NULL\\n");
              object = Py_None;
          } else if (!PyErr_Occurred()) {
              mode = mode_of("maker", object);
          }
          if (mode == 2) return NULL;
          if (mode == 3) {
              if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "the maker refuses");
              return NULL;
          }
          Py_INCREF(object);
          return object;
      }


      """
    ),
  ]

  /// The module.
  ///
  /// - Parameter repeats: whether the call is made many times, to see what it leaves behind.
  static func initialization(repeats: Bool) -> String {
    let rounds = """
          {
              PyObject *growth;
              int round;
              evaluated("count = getattr(sys, 'gettotalrefcount', sys.getallocatedblocks)", Py_file_input);
              evaluated("before = count()", Py_file_input);
              for (round = 0; round < 1000; round++) make_call(0);
              growth = evaluated("count() - before", Py_eval_input);
              PySys_FormatStdout("1000 calls left %R blocks (debug builds: references) behind\\n", growth);
          }

      """
    return """
      static struct PyModuleDef definition = {
          PyModuleDef_HEAD_INIT, "reproduction", NULL, -1, NULL, NULL, NULL, NULL, NULL,
      };

      PyMODINIT_FUNC PyInit_reproduction(void);

      PyMODINIT_FUNC PyInit_reproduction(void)
      {
          PyObject *log;
          names = PyModule_GetDict(PyImport_AddModule("__main__"));
          evaluated(definitions, Py_file_input);
          make_call(1);
          log = PyDict_GetItemString(names, "LOG");
          if (log) PySys_FormatStdout("user code %A\\n", log);
      \(repeats ? rounds : "")    return PyModule_Create(&definition);
      }

      """
  }
}
