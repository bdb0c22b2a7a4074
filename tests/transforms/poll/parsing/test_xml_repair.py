"""The repair of broken XML, piece by piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from transforms.poll.parsing.xml_repair import (
    LONGEST_ENTITY,
    MAX_DEPTH,
    MOST_ATTRIBUTES,
    declared_entities,
    repair_xml,
    strip_illegal_characters,
)


def tame(text: str, **entities: str) -> str:
    return "".join(repair_xml(strip_illegal_characters(text), entities))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<a>x</a>", "<a>x</a>", id="well-formed"),
        pytest.param('junk <?xml version="1.0"?>\n<a>x</a> junk <b>', "<a>x</a>", id="junk on both sides"),
        pytest.param("<a><!-- <b> -->x</a>", "<a>x</a>", id="comment"),
        pytest.param("<a><!-- never closed x</a>", "<a> never closed x</a>", id="unclosed comment"),
        pytest.param("<a><?php echo ?>x</a>", "<a>x</a>", id="instruction"),
        pytest.param("<a><!DOCTYPE b>x</a>", "<a>x</a>", id="a declaration in the middle"),
        pytest.param("<a><![CDATA[1 < 2 & <b>]]></a>", "<a>1 &lt; 2 &amp; &lt;b&gt;</a>", id="CDATA"),
        pytest.param("<a><t><![CDATA[x</t><t>y</t></a>", "<a><t>x</t><t>y</t></a>", id="unclosed CDATA ends with its element"),
        pytest.param(
            "<a><t><![CDATA[x</t><t><![CDATA[y]]></t></a>", "<a><t>x</t><t>y</t></a>", id="unclosed CDATA before a closed one"
        ),
        pytest.param("<a><![CDATA[<![CDATA[x]]>]]></a>", "<a>x]]&gt;</a>", id="CDATA in CDATA"),
        pytest.param("<a><![CDATA[x</a>", "<a>x</a>", id="CDATA cut off"),
        pytest.param("<a>AT&T &nosuch; &amp; &#38;</a>", "<a>AT&amp;T &amp;nosuch; &amp; &amp;</a>", id="ampersands"),
        pytest.param("<a>&nbsp;&eacute;&rsquo;</a>", "<a>\xa0é’</a>", id="HTML's names"),
        pytest.param("<a>&#xD800;&#1114112;&#x1F;&#0;</a>", "<a>\ufffd\ufffd\ufffd\ufffd</a>", id="illegal references"),
        pytest.param("<a>&#99999999999999999999;</a>", "<a>&amp;#99999999999999999999;</a>", id="a number without end"),
        pytest.param("<a>x\x00\x0b\x1f\ufffe\ud800y</a>", "<a>xy</a>", id="illegal characters"),
        pytest.param("<a>1 < 2 <3 <</a>", "<a>1 &lt; 2 &lt;3 &lt;</a>", id="bare angles"),
        pytest.param("<a>]]></a>", "<a>]]&gt;</a>", id="the end of no CDATA"),
        pytest.param("<a><b>x</a>", "<a><b>x</b></a>", id="unclosed element"),
        pytest.param("<a>x</b></a>", "<a>x</a>", id="end tag of nothing"),
        pytest.param("<a><b><c>x</b></c></a>", "<a><b><c>x</c></b></a>", id="crossed"),
        pytest.param("<A>x</a>", "<A>x</A>", id="another case"),
        pytest.param("<title>x<title>y</title></title>", "<title>x<title>y</title></title>", id="there is one root"),
        pytest.param(
            "<item><x:entry>x</x:entry><t>y</t></item>",
            "<item><x:entry>x</x:entry><t>y</t></item>",
            id="what is called an entry by others is none",
        ),
        pytest.param("<a>x", "<a>x</a>", id="cut off"),
        pytest.param("<a>x</a", "<a>x&lt;/a</a>", id="cut off in a tag"),
        pytest.param(
            "<r><item><t>1<item><t>2</item></r>", "<r><item><t>1</t></item><item><t>2</t></item></r>", id="unclosed item"
        ),
        pytest.param("<r><item><d>x</r></d></item>", "<r><item><d>x</d></item></r>", id="the frame's end closes all"),
        pytest.param(
            "<div><item>x</div><t>y</t></item></div>", "<div><item>x<t>y</t></item></div>", id="a stray end in an item"
        ),
        pytest.param("<a b='1' b='2' c=3 d>x</a>", '<a b="1" c="3">x</a>', id="attributes: twice, bare, without value"),
        pytest.param('<a b="x&y" c=\'"\'/>', '<a b="x&amp;y" c="&quot;"></a>', id="attributes: ampersand, quote"),
        pytest.param('<a b="x>y</a>', '<a b="&quot;x">y</a>'.replace(' b="&quot;x"', ""), id="attributes: unclosed quote"),
        pytest.param("<p:a xmlns:p=''>x</p:a>", "<p:a>x</p:a>", id="a namespace of nothing"),
        pytest.param("no markup", "", id="no tag at all"),
        pytest.param("", "", id="empty"),
    ],
)
def test_mended(text: str, expected: str) -> None:
    assert tame(text) == expected


def test_depth_and_attributes_are_capped() -> None:
    deep = tame("<d>" * 5000 + "x" + "</d>" * 5000)
    assert deep == "<d>" * MAX_DEPTH + "x" + "</d>" * MAX_DEPTH
    many = tame("<a " + " ".join(f'n{i}="1"' for i in range(5000)) + ">x</a>")
    assert many.count("=") == MOST_ATTRIBUTES


def test_own_entities_are_plain_text() -> None:
    prolog = """<!DOCTYPE rss [ <!ENTITY paper "The Paper"> <!ENTITY e '&#233;'> <!ENTITY lol "&paper;&paper;">
        <!ENTITY file SYSTEM "file:///etc/hostname"> <!ENTITY % p "x"> <!ENTITY long "LONG"> ]>""".replace(
        "LONG", "x" * (LONGEST_ENTITY + 1)
    )
    assert declared_entities(prolog) == {"paper": "The Paper", "e": "é"}
    assert tame("<a>&paper; &lol;</a>", paper="The <Paper>") == "<a>The &lt;Paper&gt; &amp;lol;</a>"


def test_expansions_end_somewhere() -> None:
    assert len(tame("<a>" + "&e;" * 100_000 + "</a>", e="x" * LONGEST_ENTITY)) < 2_000_000


PIECES = """<a> </a> <item> </item> <b_c='1'> <b/> <![CDATA[ ]]> <!-- --> & &lt; &#x1F; < > x <!DOCTYPE_[ <? ?> <y_z=" ' " é </ &#xD800;"""
pieces = st.sampled_from([*PIECES.split(), "_", "\x00"]).map(lambda piece: piece.replace("_", " "))


@given(st.lists(pieces, max_size=30).map("".join) | st.text(max_size=50))
def test_what_comes_out_is_well_formed_or_nothing(text: str) -> None:
    out = tame(text)
    if out:
        etree.fromstring(out.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


trees = st.recursive(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=10).map(
        lambda t: t.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # `]]>` may not stand in a text
    ),
    lambda inner: st.tuples(st.sampled_from("pqrs"), st.lists(inner, max_size=4)).map(
        lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"
    ),
    max_leaves=20,
)


@given(trees)
def test_what_is_well_formed_stays_the_same(tree: str) -> None:
    text = f"<root>{tree}</root>"
    parser = etree.XMLParser(resolve_entities=False)
    assert etree.tostring(etree.fromstring(tame(text).encode(), parser)) == etree.tostring(
        etree.fromstring(text.encode(), parser)
    )
