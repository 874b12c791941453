/* The rows as a pybind11 user writes them. */
#include <pybind11/pybind11.h>

#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "values.h"

namespace py = pybind11;
using namespace py::literals;

PYBIND11_MODULE(pybind11_rows, m) {
  m.def("a", [] {});
  m.def("b", [](const std::string &text, int index) { return (int)(unsigned char)text.c_str()[index]; });
  m.def("c", [](py::object, int n) { return py::make_tuple(n, square(n), cube(n)); });
  m.def("d", [](double x, double y, double z) { return x + y + z; });
  m.def(
      "e",
      [](py::object a, py::object b, int c, int d, py::object e, bool p, double x) {
        return c + d + p + (x > 0) + a.is(b) + !e.is_none();
      },
      "a"_a, "b"_a, "c"_a = 0, "d"_a = 0, "e"_a = py::none(), py::kw_only(), "p"_a = false, "x"_a = 0.0);
  m.def(
      "f",
      [](std::string_view text, py::buffer data, py::ssize_t n) {
        py::buffer_info buffer = data.request();
        return (py::ssize_t)text.size() + buffer.size * buffer.itemsize + n;
      },
      py::arg(), py::arg(), py::arg() = 0);
  m.def("g", [](std::pair<int, int> ints, std::pair<double, double> doubles) {
    return ints.first + ints.second + doubles.first + doubles.second;
  });
  m.def("h1", [] {
    py::dict result;
    result["alpha"] = (int)int_value;
    result["beta"] = py::make_tuple((int)second_int_value, (int)third_int_value);
    return result;
  });
  m.def("h2", [m] {
    py::list result(3);
    result[0] = py::none();
    result[1] = py::bool_(true);
    result[2] = m;
    return result;
  });
  m.def("h3", [] { return py::make_tuple((const char *)text_value, (const char *)second_text_value, (int)int_value); });
  m.def("h4", [] { return (const char *)text_value; });
  m.def("h5", [] { return (int)int_value; });
  m.def("h6", [] { return (double)double_value; });

  m.def("pT", [](py::list items) { return items.size(); });
  m.def("pi", [](int n) { return n; });
  m.def("pdd", [](double x, double y) { return x + y; });
  m.def("pO", [](py::object object) { return object; });
  m.def("ps", [](const std::string &text) { return std::strlen(text.c_str()); });
  m.def("pd", [](double x) { return x + 1; });
  m.def("pes", [](std::string text) { return std::strlen(text.c_str()); });
  m.def("pyk", [](py::buffer data) {
    py::buffer_info buffer = data.request();
    return buffer.size * buffer.itemsize;
  }, "data"_a);
  m.def("pOO", [](py::object first, py::object second) { return (int)first.is(second); });
  m.def("pdddd", [](double x, double y, double width, double height) { return x + y + width + height; });
  m.def("pii", [](int i, int j) { return (int)(i == j); });
  m.def("qn", [] { return (py::ssize_t)int_value; });
  m.def("qdd", [] { return std::make_pair((double)double_value, (double)double_value); });
  m.def("qdddd", [] {
    return py::make_tuple((double)double_value, (double)double_value, (double)double_value, (double)double_value);
  });
  m.def("qnn", [] { return std::make_pair((py::ssize_t)int_value, (py::ssize_t)second_int_value); });
  m.def("qNN", [] { return std::make_pair((double)double_value, (int)int_value); });
}
