#include "link/memo.h"

bool memo_make(size_t bytes, uint32_t values, uint32_t other_values, struct arena *a, struct memo *out,
               struct err *err)
{
    struct memo m = { 0 };
    uint64_t most = (uint64_t)values * other_values;

    if (bytes < sizeof *m.at || values > MEMO_VALUE_MAX || other_values > MEMO_VALUE_MAX || most == 0) {
        *out = m;
        return true;
    }
    while (m.bits < 40 && sizeof *m.at << (m.bits + 1) <= bytes && UINT64_C(1) << m.bits < most)
        m.bits++;
    m.at = arena_new(a, uint64_t, (size_t)1 << m.bits);
    if (!m.at)
        return err_memory(err, "what values were found to be");
    *out = m;
    return true;
}
