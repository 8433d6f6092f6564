"""Photos of a ticket: the strip on its page, a large view, the folder of a phone, 缺照片."""
