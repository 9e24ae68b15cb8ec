# One object for all threads, made by whoever comes first.
import threading


class Settings:
    _instance = None
    _lock = threading.Lock()
    made = 0

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls.made += 1
                    cls._instance = cls()
        return cls._instance


found = []
threads = [threading.Thread(target=lambda: found.append(Settings.get())) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(found), Settings.made, all(x is found[0] for x in found))
