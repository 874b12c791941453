//! The rows as a PyO3 user writes them. What rows build is read from memory, as the others read it from values.h.
#![allow(non_snake_case)]

use pyo3::buffer::PyBuffer;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList};
use std::ptr::read_volatile;

static INT_VALUE: i32 = 1000;
static SECOND_INT_VALUE: i32 = 20000;
static THIRD_INT_VALUE: i32 = 300000;
static DOUBLE_VALUE: f64 = 2.5;
static TEXT_VALUE: &str = "hello world";
static SECOND_TEXT_VALUE: &str = "another string here";

fn given<T: Copy>(place: &T) -> T {
    unsafe { read_volatile(place) }
}

#[pyfunction]
fn a() {}

#[pyfunction]
fn b(text: &str, index: i32) -> u8 {
    // As in C, a NUL stands behind the text.
    text.as_bytes().get(index as usize).copied().unwrap_or(0)
}

#[pyfunction]
fn c(_object: &Bound<'_, PyAny>, n: i32) -> (i32, i32, i32) {
    (n, n.wrapping_mul(n), n.wrapping_mul(n).wrapping_mul(n))
}

#[pyfunction]
fn d(x: f64, y: f64, z: f64) -> f64 {
    x + y + z
}

#[pyfunction]
#[pyo3(signature = (a, b, c=0, d=0, e=None, *, p=false, x=0.0))]
fn e(
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    c: i32,
    d: i32,
    e: Option<&Bound<'_, PyAny>>,
    p: bool,
    x: f64,
) -> i32 {
    c.wrapping_add(d) + p as i32 + (x > 0.0) as i32 + a.is(b) as i32 + e.is_some() as i32
}

#[pyfunction]
#[pyo3(signature = (text, data, n=0, /))]
fn f(text: &str, data: PyBuffer<u8>, n: isize) -> isize {
    text.len() as isize + data.len_bytes() as isize + n
}

#[pyfunction]
fn g(ints: (i32, i32), doubles: (f64, f64)) -> f64 {
    ints.0.wrapping_add(ints.1) as f64 + doubles.0 + doubles.1
}

#[pyfunction]
fn h1(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let result = PyDict::new(py);
    result.set_item(intern!(py, "alpha"), given(&INT_VALUE))?;
    result.set_item(intern!(py, "beta"), (given(&SECOND_INT_VALUE), given(&THIRD_INT_VALUE)))?;
    Ok(result)
}

#[pyfunction(pass_module)]
fn h2<'py>(module: &Bound<'py, PyModule>) -> PyResult<Bound<'py, PyList>> {
    let py = module.py();
    PyList::new(py, [py.None().bind(py), PyBool::new(py, true).as_any(), module.as_any()])
}

#[pyfunction]
fn h3() -> (&'static str, &'static str, i32) {
    (given(&TEXT_VALUE), given(&SECOND_TEXT_VALUE), given(&INT_VALUE))
}

#[pyfunction]
fn h4() -> &'static str {
    given(&TEXT_VALUE)
}

#[pyfunction]
fn h5() -> i32 {
    given(&INT_VALUE)
}

#[pyfunction]
fn h6() -> f64 {
    given(&DOUBLE_VALUE)
}

#[pyfunction]
fn pT(items: &Bound<'_, PyList>) -> usize {
    items.len()
}

#[pyfunction]
fn pi(n: i32) -> i32 {
    n
}

#[pyfunction]
fn pdd(x: f64, y: f64) -> f64 {
    x + y
}

#[pyfunction]
fn pO(object: Bound<'_, PyAny>) -> Bound<'_, PyAny> {
    object
}

#[pyfunction]
fn ps(text: &str) -> usize {
    text.len()
}

#[pyfunction]
fn pd(x: f64) -> f64 {
    x + 1.0
}

#[pyfunction]
fn pes(text: String) -> usize {
    text.len()
}

#[pyfunction]
fn pyk(data: PyBuffer<u8>) -> usize {
    data.len_bytes()
}

#[pyfunction]
fn pOO(first: &Bound<'_, PyAny>, second: &Bound<'_, PyAny>) -> i32 {
    first.is(second) as i32
}

#[pyfunction]
fn pdddd(x: f64, y: f64, width: f64, height: f64) -> f64 {
    x + y + width + height
}

#[pyfunction]
fn pii(i: i32, j: i32) -> i32 {
    (i == j) as i32
}

#[pyfunction]
fn qn() -> isize {
    given(&INT_VALUE) as isize
}

#[pyfunction]
fn qdd() -> (f64, f64) {
    (given(&DOUBLE_VALUE), given(&DOUBLE_VALUE))
}

#[pyfunction]
fn qdddd() -> (f64, f64, f64, f64) {
    (given(&DOUBLE_VALUE), given(&DOUBLE_VALUE), given(&DOUBLE_VALUE), given(&DOUBLE_VALUE))
}

#[pyfunction]
fn qnn() -> (isize, isize) {
    (given(&INT_VALUE) as isize, given(&SECOND_INT_VALUE) as isize)
}

#[pyfunction]
fn qNN() -> (f64, i32) {
    (given(&DOUBLE_VALUE), given(&INT_VALUE))
}

#[pymodule]
mod pyo3_rows {
    #[pymodule_export]
    use super::{a, b, c, d, e, f, g, h1, h2, h3, h4, h5, h6};
    #[pymodule_export]
    use super::{pO, pOO, pT, pd, pdd, pdddd, pes, pi, pii, ps, pyk};
    #[pymodule_export]
    use super::{qNN, qdd, qdddd, qn, qnn};
}
