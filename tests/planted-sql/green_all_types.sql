-- green_all_types: every type, with and without NULL, on two lines?
-- who:   reader, clerk, analyst, system
-- in:    a int, b real, c text, d bytes,
--        e int?, f real?, g text?, h bytes?
-- out:   a int, b real, c text, d bytes, e int?, f real?, g text?, h bytes?
-- rows:  many
SELECT :a AS a, :b AS b, :c AS c, :d AS d, :e AS e, :f AS f, :g AS g, :h AS h;
-- a comment after the end is no second statement
