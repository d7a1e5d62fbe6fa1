// A real mail server for the tests: prints its port, then one line of JSON for each mail it takes.
// usage: node smtp-server.mjs '{ "secure": false, "key": "…", "cert": "…", … }'
import { SMTPServer } from "smtp-server";

const options = JSON.parse(process.argv[2]);

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  secure: options.secure ?? false,
  key: options.key,
  cert: options.cert,
  hideSTARTTLS: options.hideSTARTTLS ?? false,
  authOptional: !options.password,
  authMethods: options.authMethods ?? ["PLAIN", "LOGIN"],
  size: options.size,
  hideSMTPUTF8: options.hideSMTPUTF8 ?? false,
  logger: false,
  onAuth(auth, session, done) {
    const good = auth.username === options.user && (auth.password ?? auth.accessToken) === options.password;
    return good ? done(null, { user: `${auth.method} ${auth.username}` }) : done(refusal(535, "Authentication failed"));
  },
  onMailFrom(address, session, done) {
    done(address.address.startsWith("blocked@") ? refusal(550, "Sender blocked") : undefined);
  },
  onRcptTo(address, session, done) {
    done(
      address.address.startsWith("busy") ? refusal(450, "Mailbox busy")
      : address.address.startsWith("gone") ? refusal(550, "No such mailbox")
      : undefined,
    );
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      if (options.dropAfterData) {
        process.exit(0);
      }

      console.log(
        JSON.stringify({
          secure: session.secure,
          user: session.user || null,
          hello: session.hostNameAppearsAs,
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((r) => r.address),
          data: Buffer.concat(chunks).toString("base64"),
        }),
      );
      done(options.refuseData ? refusal(options.refuseData, "Not this one") : undefined);
    });
  },
});

server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.server.address().port })));
