"""A client that times language servers through the pipe."""
import json, os, queue, subprocess, threading, time


class Server:
    """One server process with a folder as its workspace."""

    def __init__(self, command, folder, pull):
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.inbox, self.next_id, self.pull = queue.Queue(), 0, pull
        self.indexed, self.started = threading.Event(), time.perf_counter()
        threading.Thread(target=self.read, daemon=True).start()
        text_document = {name: {} for name in ("hover", "completion", "definition", "references", "rename", "documentSymbol")}
        text_document |= {"synchronization": {"didSave": True}, "publishDiagnostics": {"versionSupport": True}}
        text_document["completion"] = {"completionItem": {"resolveSupport": {"properties": ["documentation"]}}}
        if pull:
            text_document["diagnostic"] = {"dynamicRegistration": False}
        uri = "file://" + folder
        reply = self.request("initialize", {
            "processId": os.getpid(), "rootUri": uri, "workspaceFolders": [{"uri": uri, "name": "bench"}],
            "capabilities": {"textDocument": text_document, "workspace": {"workspaceFolders": True, "symbol": {}}, "window": {"workDoneProgress": True}}})
        sync = reply["result"]["capabilities"].get("textDocumentSync")
        self.incremental = (sync.get("change") if isinstance(sync, dict) else sync) == 2
        self.send({"method": "initialized", "params": {}})

    def read(self):
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if length is None:
                return
            message = json.loads(stream.read(length))
            now = time.perf_counter()
            if message.get("method") == "$/progress" and message["params"]["value"].get("kind") == "end":
                self.index_seconds = now - self.started
                self.indexed.set()
            if "id" in message and "method" in message:
                many = message["method"] == "workspace/configuration"
                self.send({"id": message["id"], "result": [None] * len(message["params"]["items"]) if many else None})
            else:
                self.inbox.put((now, message))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def wait(self, wanted, seconds=60):
        end = time.perf_counter() + seconds
        while True:
            now, message = self.inbox.get(timeout=max(0.01, end - time.perf_counter()))
            if wanted(message):
                return now, message

    def request(self, method, params):
        self.next_id += 1
        number = self.next_id
        self.send({"id": number, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == number)[1]

    def diagnostics(self, uri, version):
        """The moment at which the diagnostics of this version are there."""
        if self.pull:
            while True:
                self.next_id += 1
                number = self.next_id
                self.send({"id": number, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": uri}}})
                now, reply = self.wait(lambda m: m.get("id") == number)
                if "result" in reply:
                    return now
        def published(message):
            params = message.get("params") or {}
            return message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri and params.get("version") in (None, version)
        return self.wait(published)[0]

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
