def download(site, wait):
    cpu(5)             # составить запрос: держит GIL
    io(wait)           # ждать сеть: отпускает GIL
    cpu(10)            # разобрать ответ: GIL снова нужен
    print(site, "- готово на", now(), "мс")

sites = [("новости", 60), ("почта", 40), ("карты", 50)]
for site, wait in sites:
    spawn(download, site, wait, name=site)
