/* The part of libclang's stable C interface that Argot uses, declared here so that neither its headers nor the library
   are needed when Argot is built. The library is loaded at run time; the layouts below are the same from 14 to 21. */
#ifndef ARGOT_LIBCLANG_H
#define ARGOT_LIBCLANG_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef void *CXIndex;
typedef struct CXTranslationUnitImpl *CXTranslationUnit;
typedef void *CXFile;
typedef void *CXDiagnostic;
typedef void *CXEvalResult;

typedef struct {
  const void *data;
  unsigned private_flags;
} CXString;

typedef struct {
  const void *ptr_data[2];
  unsigned int_data;
} CXSourceLocation;

typedef struct {
  const void *ptr_data[2];
  unsigned begin_int_data;
  unsigned end_int_data;
} CXSourceRange;

typedef struct {
  int kind;
  int xdata;
  const void *data[3];
} CXCursor;

typedef struct {
  int kind;
  void *data[2];
} CXType;

/* What stands in for the content of a file. */
struct CXUnsavedFile {
  const char *Filename;
  const char *Contents;
  unsigned long Length;
};

/* Returns one of enum argot_visit. */
typedef int (*CXCursorVisitor)(CXCursor cursor, CXCursor parent, void *client_data);

enum argot_visit { ARGOT_VISIT_BREAK = 0, ARGOT_VISIT_CONTINUE = 1, ARGOT_VISIT_RECURSE = 2 };

/* One line per function: result, name without "clang_", parameters. */
#define ARGOT_LIBCLANG_FUNCTIONS(X)                                                                                    \
  X(CXString, getClangVersion, (void))                                                                                 \
  X(const char *, getCString, (CXString))                                                                              \
  X(void, disposeString, (CXString))                                                                                   \
  X(CXIndex, createIndex, (int, int))                                                                                  \
  X(void, disposeIndex, (CXIndex))                                                                                     \
  X(int, parseTranslationUnit2,                                                                                        \
    (CXIndex, const char *, const char *const *, int, struct CXUnsavedFile *, unsigned, unsigned, CXTranslationUnit *)) \
  X(void, disposeTranslationUnit, (CXTranslationUnit))                                                                 \
  X(unsigned, getNumDiagnostics, (CXTranslationUnit))                                                                  \
  X(CXDiagnostic, getDiagnostic, (CXTranslationUnit, unsigned))                                                        \
  X(int, getDiagnosticSeverity, (CXDiagnostic))                                                                        \
  X(CXString, getDiagnosticSpelling, (CXDiagnostic))                                                                   \
  X(CXSourceLocation, getDiagnosticLocation, (CXDiagnostic))                                                           \
  X(void, disposeDiagnostic, (CXDiagnostic))                                                                           \
  X(CXString, getFileName, (CXFile))                                                                                   \
  X(CXFile, getFile, (CXTranslationUnit, const char *))                                                                \
  X(const char *, getFileContents, (CXTranslationUnit, CXFile, size_t *))                                              \
  X(CXSourceLocation, getLocationForOffset, (CXTranslationUnit, CXFile, unsigned))                                     \
  X(int, Location_isInSystemHeader, (CXSourceLocation))                                                                \
  X(void, getFileLocation, (CXSourceLocation, CXFile *, unsigned *, unsigned *, unsigned *))                           \
  X(void, getExpansionLocation, (CXSourceLocation, CXFile *, unsigned *, unsigned *, unsigned *))                      \
  X(CXSourceLocation, getRangeStart, (CXSourceRange))                                                                  \
  X(CXSourceLocation, getRangeEnd, (CXSourceRange))                                                                    \
  X(CXCursor, getTranslationUnitCursor, (CXTranslationUnit))                                                           \
  X(unsigned, visitChildren, (CXCursor, CXCursorVisitor, void *))                                                      \
  X(CXSourceLocation, getCursorLocation, (CXCursor))                                                                   \
  X(CXSourceRange, getCursorExtent, (CXCursor))                                                                        \
  X(CXString, getCursorSpelling, (CXCursor))                                                                           \
  X(CXCursor, getCursorReferenced, (CXCursor))                                                                         \
  X(unsigned, getNumOverloadedDecls, (CXCursor))                                                                       \
  X(CXCursor, getOverloadedDecl, (CXCursor, unsigned))                                                                 \
  X(CXCursor, getCursorDefinition, (CXCursor))                                                                         \
  X(unsigned, isCursorDefinition, (CXCursor))                                                                          \
  X(CXCursor, getCursorSemanticParent, (CXCursor))                                                                     \
  X(CXCursor, getCanonicalCursor, (CXCursor))                                                                          \
  X(CXCursor, getSpecializedCursorTemplate, (CXCursor))                                                                \
  X(int, getCursorLinkage, (CXCursor))                                                                                 \
  X(int, Cursor_getStorageClass, (CXCursor))                                                                           \
  X(int, getCXXAccessSpecifier, (CXCursor))                                                                            \
  X(unsigned, CXXMethod_isStatic, (CXCursor))                                                                          \
  X(int, Cursor_isNull, (CXCursor))                                                                                    \
  X(int, Cursor_getNumArguments, (CXCursor))                                                                           \
  X(CXCursor, Cursor_getArgument, (CXCursor, unsigned))                                                                \
  X(CXFile, getIncludedFile, (CXCursor))                                                                               \
  X(CXEvalResult, Cursor_Evaluate, (CXCursor))                                                                         \
  X(int, EvalResult_getKind, (CXEvalResult))                                                                           \
  X(long long, EvalResult_getAsLongLong, (CXEvalResult))                                                               \
  X(void, EvalResult_dispose, (CXEvalResult))                                                                          \
  X(long long, getEnumConstantDeclValue, (CXCursor))                                                                   \
  X(CXType, getEnumDeclIntegerType, (CXCursor))                                                                        \
  X(CXType, getCursorType, (CXCursor))                                                                                 \
  X(CXType, getCanonicalType, (CXType))                                                                                \
  X(CXType, getPointeeType, (CXType))                                                                                  \
  X(CXType, getCursorResultType, (CXCursor))                                                                           \
  X(unsigned, isFunctionTypeVariadic, (CXType))                                                                        \
  X(CXType, getResultType, (CXType))                                                                                   \
  X(int, getNumArgTypes, (CXType))                                                                                     \
  X(CXType, getArgType, (CXType, unsigned))                                                                            \
  X(CXType, getArrayElementType, (CXType))                                                                             \
  X(long long, getArraySize, (CXType))                                                                                 \
  X(CXCursor, getTypeDeclaration, (CXType))                                                                            \
  X(CXString, getTypeSpelling, (CXType))                                                                               \
  X(unsigned, isConstQualifiedType, (CXType))                                                                          \
  X(long long, Type_getSizeOf, (CXType))

/* The functions of one loaded library; every pointer is set. */
struct argot_libclang {
#define ARGOT_LIBCLANG_FIELD(result, name, parameters) result(*name) parameters;
  ARGOT_LIBCLANG_FUNCTIONS(ARGOT_LIBCLANG_FIELD)
#undef ARGOT_LIBCLANG_FIELD
};

/* Loads the library at `path` for the rest of the process and fills in `functions`. Returns 0, or -1 with a message of
   at most `size` bytes, terminator included, in `message`; the library is then closed again. */
int argot_libclang_load(const char *path, struct argot_libclang *functions, char *message, size_t size);

#ifdef __cplusplus
}
#endif

#endif
