def download(site):
    io(40)             # ждать сеть
    cpu(5)             # прочитать ответ
    print(site, "done at", now(), "ms")

# Шесть загрузок, а работников только двое.
for site in ["news", "mail", "maps", "music", "films", "games"]:
    spawn(download, site, name=site)
