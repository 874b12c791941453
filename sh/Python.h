#pragma GCC system_header
