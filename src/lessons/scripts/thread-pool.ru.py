def download(site):
    io(40)             # ждать сеть
    cpu(5)             # прочитать ответ
    print(site, "- готово на", now(), "мс")

# Шесть загрузок, а работников только двое.
for site in ["новости", "почта", "карты", "музыка", "кино", "игры"]:
    spawn(download, site, name=site)
