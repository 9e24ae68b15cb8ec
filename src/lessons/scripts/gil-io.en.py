def download(site, wait):
    cpu(5)             # make the request: holds the GIL
    io(wait)           # wait for the network: lets the GIL go
    cpu(10)            # read the answer: needs it again
    print(site, "done at", now(), "ms")

for site, wait in [("news", 60), ("mail", 40), ("maps", 50)]:
    spawn(download, site, wait, name=site)
