// Runs functions that the tests send, inside the extension host, and answers with what they return.
const http = require("node:http");
const vscode = require("vscode");

exports.activate = () => {
  const secret = process.env.COMPANION_SECRET;
  const server = http.createServer(async (request, response) => {
    response.setHeader("connection", "close");
    if (!secret || request.headers.authorization !== secret) return response.writeHead(403).end();
    let body = "";
    for await (const chunk of request) body += chunk;
    const { source, args } = JSON.parse(body);
    try {
      const value = await new Function("vscode", "args", `return (${source})(vscode, ...args)`)(vscode, args);
      response.end(JSON.stringify({ value }));
    } catch (error) {
      response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
    }
  });
  server.listen(Number(process.env.COMPANION_PORT), "127.0.0.1");
  return { dispose: () => server.close() };
};
