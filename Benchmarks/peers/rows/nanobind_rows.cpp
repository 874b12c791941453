/* The rows as a nanobind user writes them. nanobind has no type for a buffer: those functions use CPython's. */
#include <nanobind/nanobind.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>

#include <cstring>

#include "values.h"

namespace nb = nanobind;
using namespace nb::literals;

static Py_ssize_t buffer_length(nb::handle object) {
  Py_buffer buffer;
  if (PyObject_GetBuffer(object.ptr(), &buffer, PyBUF_SIMPLE) < 0) throw nb::python_error();
  Py_ssize_t length = buffer.len;
  PyBuffer_Release(&buffer);
  return length;
}

NB_MODULE(nanobind_rows, m) {
  m.def("a", [] {});
  m.def("b", [](const char *text, int index) { return (int)(unsigned char)text[index]; });
  m.def("c", [](nb::object, int n) { return std::make_tuple(n, square(n), cube(n)); }, nb::arg().none(), nb::arg());
  m.def("d", [](double x, double y, double z) { return x + y + z; });
  m.def(
      "e",
      [](nb::object a, nb::object b, int c, int d, nb::object e, bool p, double x) {
        return c + d + p + (x > 0) + a.is(b) + !e.is_none();
      },
      "a"_a.none(), "b"_a.none(), "c"_a = 0, "d"_a = 0, "e"_a.none() = nb::none(), nb::kw_only(), "p"_a = false,
      "x"_a = 0.0);
  m.def(
      "f",
      [](std::string_view text, nb::object data, Py_ssize_t n) {
        return (Py_ssize_t)text.size() + buffer_length(data) + n;
      },
      nb::arg(), nb::arg(), nb::arg() = 0);
  m.def("g", [](std::pair<int, int> ints, std::pair<double, double> doubles) {
    return ints.first + ints.second + doubles.first + doubles.second;
  });
  m.def("h1", [] {
    nb::dict result;
    result["alpha"] = (int)int_value;
    result["beta"] = nb::make_tuple((int)second_int_value, (int)third_int_value);
    return result;
  });
  m.def("h2", [m] {
    nb::list result;
    result.append(nb::none());
    result.append(true);
    result.append(m);
    return result;
  });
  m.def("h3", [] { return nb::make_tuple((const char *)text_value, (const char *)second_text_value, (int)int_value); });
  m.def("h4", [] { return (const char *)text_value; });
  m.def("h5", [] { return (int)int_value; });
  m.def("h6", [] { return (double)double_value; });

  m.def("pT", [](nb::list items) { return items.size(); });
  m.def("pi", [](int n) { return n; });
  m.def("pdd", [](double x, double y) { return x + y; });
  m.def("pO", [](nb::object object) { return object; }, nb::arg().none());
  m.def("ps", [](const char *text) { return std::strlen(text); });
  m.def("pd", [](double x) { return x + 1; });
  m.def("pes", [](std::string text) { return std::strlen(text.c_str()); });
  m.def("pyk", [](nb::object data) { return buffer_length(data); }, "data"_a.none());
  m.def("pOO", [](nb::object first, nb::object second) { return (int)first.is(second); }, nb::arg().none(),
        nb::arg().none());
  m.def("pdddd", [](double x, double y, double width, double height) { return x + y + width + height; });
  m.def("pii", [](int i, int j) { return (int)(i == j); });
  m.def("qn", [] { return (Py_ssize_t)int_value; });
  m.def("qdd", [] { return std::make_pair((double)double_value, (double)double_value); });
  m.def("qdddd", [] {
    return std::make_tuple((double)double_value, (double)double_value, (double)double_value, (double)double_value);
  });
  m.def("qnn", [] { return std::make_pair((Py_ssize_t)int_value, (Py_ssize_t)second_int_value); });
  m.def("qNN", [] { return std::make_pair((double)double_value, (int)int_value); });
}
