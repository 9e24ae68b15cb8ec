def download(site):
    io(40)             # wait for the network
    cpu(5)             # read the answer
    print(site, "done at", now(), "ms")

# Six downloads, but only two workers to do them.
sites = ["news", "mail", "maps",
         "music", "films", "games"]
for site in sites:
    spawn(download, site, name=site)
