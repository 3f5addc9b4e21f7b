#include "web/listen.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include "base/test.h"

TEST(an_address_is_numbers_and_a_port)
{
    static const char *const BAD[] = { "", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "example.org:80",
                                       "[::1]", "[::1]8080", "::1:8080", "127.0.0.1:-1", "127.0.0.1:80x",
                                       "256.1.1.1:80", "[::1:8080", "[127.0.0.1]:80x" };
    struct listening l;

    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        CHECK(!listen_open(str_of(BAD[i]), &l, err));
        CHECK(err->kind == ERR_INPUT);
    }
}

TEST(a_port_that_is_taken_is_said_with_the_way_out)
{
    struct listening one, two;
    char at[32];

    REQUIRE(listen_open(STR("localhost:0"), &one, err));
    CHECK(one.port > 0 && one.loopback && !one.six);
    (void)snprintf(at, sizeof at, "127.0.0.1:%u", one.port);
    CHECK(!listen_open(str_of(at), &two, err));
    CHECK(err->kind == ERR_CLASH && strstr(err->say, "--listen"));
    (void)close(one.fd);
    err->kind = ERR_NONE;
    REQUIRE(listen_open(STR("0.0.0.0:0"), &two, err));
    CHECK(!two.loopback);
    (void)close(two.fd);
}

TEST(a_loopback_address_is_one_of_either_kind)
{
    struct sockaddr_in four = { .sin_family = AF_INET };
    struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct caller one, two;

    four.sin_addr.s_addr = htonl(0x7f000001);
    CHECK(listen_is_loopback((const struct sockaddr *)&four));
    four.sin_addr.s_addr = htonl(0xc0000201);
    CHECK(!listen_is_loopback((const struct sockaddr *)&four));
    CHECK(listen_is_loopback((const struct sockaddr *)&six));
    six.sin6_addr.s6_addr[0] = 0x20;
    CHECK(!listen_is_loopback((const struct sockaddr *)&six));
    one = listen_caller((const struct sockaddr *)&six);
    six.sin6_addr.s6_addr[15] ^= 1; /* the same network */
    two = listen_caller((const struct sockaddr *)&six);
    CHECK(memcmp(&one, &two, sizeof one) == 0);
    six.sin6_addr.s6_addr[7] ^= 1; /* another */
    two = listen_caller((const struct sockaddr *)&six);
    CHECK(memcmp(&one, &two, sizeof one) != 0);
    two = listen_caller((const struct sockaddr *)&four);
    CHECK(memcmp(&one, &two, sizeof one) != 0);
}

TEST(no_more_connections_are_promised_than_files_may_be_open)
{
    CHECK(listen_room(1, 1) == 1);
    CHECK(listen_room(4000000000U, 32) < 4000000000U);
}
