def download(site):
    io(40)             # ждать сеть
    cpu(5)             # прочитать ответ
    print(site, "- готово на", now(), "мс")

# Шесть загрузок, а работников только двое.
sites = ["новости", "почта", "карты",
         "музыка", "кино", "игры"]
for site in sites:
    spawn(download, site, name=site)
