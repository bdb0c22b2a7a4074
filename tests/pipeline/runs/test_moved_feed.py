"""A feed that its server has moved for good, run after run."""


def test_a_feed_that_has_moved_for_good_is_asked_there(desk, web):
    def moved(handler) -> None:
        handler.send_response(301)
        handler.send_header("Location", f"{web.base}/new.xml")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    desk.settle(a="url: {base}/a.xml\nevery: 0\n")
    web.page("/1")
    web.pages["/a.xml"] = moved
    web.feed("/new.xml", "/1")
    said = [desk.run().feeds["a"].notes for _ in range(4)]
    assert [bool(notes) for notes in said] == [False, False, True, True]
    assert f"{web.base}/new.xml" in said[2][0] and "configs/feeds/a.yaml" in said[2][0]
    assert (web.hits.count("/a.xml"), web.hits.count("/new.xml")) == (3, 4)


def test_what_is_odd_is_told_once(desk, web):
    desk.settle(a="url: {base}/a.xml\nevery: 0\n")
    odd = "<item><title>Ferry {}</title><guid>{}</guid><pubDate>soon</pubDate></item>"
    said = []
    for items in (odd.format(1, 1), odd.format(2, 2), odd.format(1, 1) + odd.format(2, 2)):
        web.feed("/a.xml", body=f"<rss><channel>{items}</channel></rss>".encode())
        said.append(desk.run().feeds["a"].notes)
    assert said == [
        ("1 of its dates is not used: 'soon' is no date that can be read",),
        (),
        ("2 of its dates are not used: 'soon' is no date that can be read",),
    ]
