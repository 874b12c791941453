/* What both extensions include; make has to notice when it changes. */
#ifndef SHARED_H
#define SHARED_H
#define SHARED_FACTOR 3
#endif
