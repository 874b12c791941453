/* Everything in argot.h is static: this file exists so that the target has a translation unit that compiles it. */
#include "CArgot.h"
