# A crawler that asks two sites at a time and never one page twice.
# clock: virtual
import asyncio

SITE = {
    "/": ["/a", "/b", "/c"],
    "/a": ["/a/1", "/a/2", "/"],
    "/b": ["/b/1"],
    "/c": [],
    "/a/1": [],
    "/a/2": ["/b"],
    "/b/1": ["/"],
}


class Crawler:
    def __init__(self, limit):
        self.semaphore = asyncio.Semaphore(limit)
        self.seen = set()
        self.active = self.peak = 0

    async def fetch(self, url):
        async with self.semaphore:
            self.active += 1
            self.peak = max(self.peak, self.active)
            await asyncio.sleep(len(url) / 100)
            self.active -= 1
            print(f"{asyncio.get_running_loop().time() - start:.2f} fetched {url}")
            return SITE[url]

    async def crawl(self, url):
        if url in self.seen:
            return
        self.seen.add(url)
        links = await self.fetch(url)
        await asyncio.gather(*[self.crawl(link) for link in links])


async def main():
    global start
    start = asyncio.get_running_loop().time()
    crawler = Crawler(2)
    await crawler.crawl("/")
    print(len(crawler.seen), "pages, at most", crawler.peak, "at once")


asyncio.run(main())
