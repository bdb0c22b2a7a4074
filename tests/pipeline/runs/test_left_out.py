"""`max_age` and `skip` in a run: what they leave out is not asked for, and is told."""

import json

from pipeline.runs.summary_text import summary_lines

ITEM = "<item><title>{title}</title><link>{base}{path}</link>{date}</item>"


def test_what_is_left_out_is_not_fetched_and_told(desk, web):
    items = [
        ("Ferry stays", "/a", ""),
        ("Live: ferry", "/b", ""),
        ("Old ferry", "/c", "<pubDate>Mon, 06 Jan 2020 08:00:00 GMT</pubDate>"),
    ]
    told = "".join(ITEM.format(title=title, base=web.base, path=path, date=date) for title, path, date in items)
    web.feed("/feed.xml", body=f'<rss version="2.0"><channel><title>T</title>{told}</channel></rss>'.encode())
    web.page("/a")
    desk.settle(**{"the.daily": "url: '{base}/feed.xml'\nmax_age: 30d\nskip: '^Live: '\n"})
    summary = desk.run()
    assert (summary.records, summary.new_entries, summary.waiting) == (1, 1, 0)
    assert web.hits == ["/feed.xml", "/robots.txt", "/a"]
    assert "          the.daily: 1 new, 1 record, 1 left out by max_age, 1 left out by skip" in summary_lines(summary, "x")
    feeds = json.loads((desk.out / "summary.json").read_text())["feeds"]
    assert feeds["the.daily"]["left_out"] == {"max_age": 1, "skip": 1}


def test_what_was_left_out_comes_once_it_is_wanted(desk, web):
    web.feed("/feed.xml", "/a", "/b")
    web.page("/a")
    web.page("/b", "Ferry goes")
    desk.settle(daily="url: '{base}/feed.xml'\nskip: '/b$'\n")
    assert desk.run().records == 1
    desk.settle(daily="url: '{base}/feed.xml'\n")
    assert desk.run(force=True).records == 1
    assert desk.run(force=True).records == 0


def test_a_config_that_lists_otherwise_is_due_at_once(desk, web):
    """Though the server says that nothing was modified, and the feed is not due for an hour."""

    def feed(handler):
        item = f"<item><title>x</title><link>{web.base}/a</link></item>"
        body = f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode()
        handler.send_response(304 if handler.headers["If-None-Match"] else 200)
        handler.send_header("ETag", '"same"')
        handler.send_header("Content-Length", "0" if handler.headers["If-None-Match"] else str(len(body)))
        handler.end_headers()
        if not handler.headers["If-None-Match"]:
            handler.wfile.write(body)

    web.pages["/feed.xml"] = feed
    web.page("/a")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 1h\nskip: '/a$'\n")
    assert desk.run().records == 0
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 1h\n")
    assert desk.run().records == 1
    assert desk.run().feeds_not_due == 1
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 2h\ntags: [x]\n")
    assert desk.run().feeds_not_due == 1
