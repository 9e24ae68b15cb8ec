def download(site, wait):
    cpu(5)             # make the request: holds the GIL
    io(wait)           # wait for the answer: lets it go
    cpu(10)            # read the answer: needs it again
    print(site, "done at", now(), "ms")

sites = [("news", 60), ("mail", 40), ("maps", 50)]
for site, wait in sites:
    spawn(download, site, wait, name=site)
