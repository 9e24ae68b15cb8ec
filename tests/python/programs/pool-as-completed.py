# as_completed hands futures out as they end, errors included.
import concurrent.futures
import time

URLS = {"slow": 0.08, "quick": 0.02, "broken": 0.05}


def load(name, timeout):
    time.sleep(URLS[name])
    if name == "broken":
        raise ConnectionError(f"no answer from {name}")
    return name * 2


with concurrent.futures.ThreadPoolExecutor(max_workers=5) as executor:
    future_to_url = {executor.submit(load, name, 60): name for name in URLS}
    for future in concurrent.futures.as_completed(future_to_url):
        url = future_to_url[future]
        try:
            data = future.result()
        except Exception as exc:
            print("%r generated an exception: %s" % (url, exc))
        else:
            print("%r page is %d bytes" % (url, len(data)))
