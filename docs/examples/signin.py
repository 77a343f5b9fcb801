"""A player of the daily sign-in, after PROTOCOL.md alone: signin.py 127.0.0.1:8080 Alice"""
import base64, json, os, socket, struct, sys, urllib.request, uuid

address, name = sys.argv[1:]


def write(opcode, payload):  # RFC 6455: what a client sends is masked
    count, mask = len(payload), os.urandom(4)
    size = bytes([128 + count]) if count < 126 else struct.pack("!BH", 128 + 126, count)
    masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
    connection.sendall(bytes([128 + opcode]) + size + mask + masked)


def send(**frame):
    write(1, json.dumps(frame).encode())


def receive():
    text = b""
    while True:
        head, size = stream.read(2) or sys.exit("the connection broke")
        if size > 125:
            size = int.from_bytes(stream.read(2 if size == 126 else 8), "big")
        payload = stream.read(size)
        if head & 15 == 8:
            sys.exit("closed: %d" % int.from_bytes(payload[:2], "big"))
        if head & 15 == 9:
            write(10, payload)
        else:
            text += payload
            if head & 128:
                return json.loads(text)


def english(text):
    return text.get("en", "") if isinstance(text, dict) else text


def await_event(event):
    while True:
        frame = receive()
        if frame["op"] == "event":
            send(op="ack", seq=frame["seq"])
            if frame["event"] == event:
                return frame["data"]


body = json.dumps({"name": name}).encode()
token = json.load(urllib.request.urlopen("http://%s/login" % address, body))["token"]
connection = socket.create_connection(address.split(":"), timeout=20)
stream = connection.makefile("rb")
upgrade = ("GET /ws HTTP/1.1", "Host: " + address, "Upgrade: websocket", "Connection: Upgrade",
           "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(),
           "Sec-WebSocket-Version: 13", "", "")
connection.sendall("\r\n".join(upgrade).encode())
if b" 101 " not in stream.readline():
    sys.exit("no WebSocket there")
while stream.readline().strip():
    pass
send(op="hello", version=1, token=token)
page = await_event("DisplayDailyRewardEvent")
for day in page["weekly"]:
    print(day["date"], day["state"], english(day.get("description", "")))
send(op="notify", namespace="daily", system="DailyClientSystem", event="PlayerRecvEvent",
     data={"valid": page["valid"], "requestId": str(uuid.uuid4())})
answer = await_event("PlayerRecvEvent")
print(answer["code"], english(answer.get("reward", {}).get("description", "")))
send(op="bye")
