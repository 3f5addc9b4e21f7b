#include "scan/peek.h"
#include "store/store.h"
