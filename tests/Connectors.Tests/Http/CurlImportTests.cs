using System.Text.Json;
using Connectors.Http.Curl;
using FlowEngine.Expressions;

namespace Connectors.Tests.Http;

public sealed class CurlImportTests
{
    private const string Canary = "S3cr3t-c4n4ry-9";

    [Theory]
    [InlineData("curl https://api.example.com/v1/orders", "https://api.example.com/", """{"path":"v1/orders"}""")]
    [InlineData("$ curl -s 'https://api.example.com:8443/a%20b/?q=x+y&tag=1&tag=2&e=' -o out.json", "https://api.example.com:8443/", """{"path":"a%20b/","query":{"q":"x y","tag":["1","2"],"e":""}}""")]
    [InlineData("curl -XPUT -d'{\"a\": [1, true]}' -H'Content-Type: application/json' https://a.example", "https://a.example/", """{"method":"PUT","bodyKind":"json","body":{"a":[1,true]}}""")]
    [InlineData("curl https://a.example --json '{\"a\":1}'", "https://a.example/", """{"method":"POST","bodyKind":"json","body":{"a":1},"headers":{"Accept":"application/json"}}""")]
    [InlineData("curl https://a.example -d a=1 -d 'b=x%20y' --data-urlencode 'c=1&2' --data-urlencode '=z'", "https://a.example/", """{"method":"POST","bodyKind":"form","body":{"a":"1","b":"x y","c":"1&2","z":""}}""")]
    [InlineData("curl -G https://a.example/s -d q=1 --data-urlencode 'r=a b'", "https://a.example/", """{"path":"s","query":{"q":"1","r":"a b"}}""")]
    [InlineData("curl -I https://a.example", "https://a.example/", """{"method":"HEAD"}""")]
    [InlineData("curl -X DELETE https://a.example/x -m 2.5 -A agent -H 'X-A: b' -H 'Host: other'", "https://a.example/", """{"method":"DELETE","path":"x","headers":{"X-A":"b","User-Agent":"agent"},"timeoutSeconds":3}""")]
    [InlineData("curl https://a.example -H 'Content-Type: text/xml' --data-binary '<a>1</a>'", "https://a.example/", """{"method":"POST","bodyKind":"text","body":"<a>1</a>","headers":{"Content-Type":"text/xml"}}""")]
    [InlineData("curl --url a.example/x", "http://a.example/", """{"path":"x"}""")]
    public void Turns_a_command_into_settings(string command, string address, string config)
    {
        var import = CurlImport.Read(command);

        Assert.Equal((address, config), (import.BaseAddress, ScriptJson.Write(import.Config)));
        Assert.Equal("none", import.CredentialKind);
    }

    [Fact]
    public void Reads_what_browsers_copy_for_bash()
    {
        const string Command = """
            curl 'https://shop.example/graphql?op=find' \
              -H 'accept: */*' \
              -H 'accept-language: de-DE,de;q=0.9' \
              -H $'x-note: it\'s \u00e4' \
              --data-raw $'{"text":"it\'s\\n"}' \
              -H 'content-type: application/json' \
              --compressed
            """;

        var import = CurlImport.Read(Command);

        Assert.Equal(
            """{"method":"POST","path":"graphql","query":{"op":"find"},"bodyKind":"json","body":{"text":"it's\n"},"headers":{"accept":"*/*","accept-language":"de-DE,de;q=0.9","x-note":"it's ä"}}""",
            ScriptJson.Write(import.Config)
        );
        Assert.Empty(import.Warnings);
    }

    [Fact]
    public void Reads_what_browsers_copy_for_cmd()
    {
        const string Command = """
            curl ^"https://shop.example/x?a=1^&b=^%^20^" ^
              -H ^"accept: */*^" ^
              -H ^"content-type: application/json^" ^
              --data-raw ^"^{^\^"a^\^":^\^"b c^\^"^}^"
            """;

        Assert.Equal(
            """{"method":"POST","path":"x","query":{"a":"1","b":" "},"bodyKind":"json","body":{"a":"b c"},"headers":{"accept":"*/*"}}""",
            ScriptJson.Write(CurlImport.Read(Command.ReplaceLineEndings("\r\n")).Config)
        );
    }

    [Theory]
    [InlineData("curl https://a.example \\\r\n -H \"X-A: b \\\"c\\\" \\$d\"", "b \"c\" $d")]
    [InlineData("curl https://a.example `\n -H 'X-A: b'", "b")]
    [InlineData("curl https://a.example\n  -H 'X-A: b'\nls", "b")]
    [InlineData("curl https://a.example -H 'X-A: b'\necho done", "b")]
    [InlineData("curl https://a.example -H X-A:\\ b | jq .", "b")]
    [InlineData("curl https://a.example -H 'X-A: it'\\''s'", "it's")]
    public void Reads_quotes_and_line_ends_of_shells(string command, string value) =>
        Assert.Equal(value, CurlImport.Read(command).Config.GetProperty("headers").GetProperty("X-A").GetString());

    [Theory]
    [InlineData($"-u eve:{Canary}", "basic", "username=eve", $"password={Canary}")]
    [InlineData($"-H 'Authorization: Bearer {Canary}'", "bearer", $"token={Canary}")]
    [InlineData($"--oauth2-bearer {Canary}", "bearer", $"token={Canary}")]
    [InlineData($"-H 'authorization: Token {Canary}'", "apiKey", "header=Authorization", $"value=Token {Canary}")]
    [InlineData("-H 'Authorization: Basic ZXZlOlMzY3IzdC1jNG40cnktOQ=='", "basic", "username=eve", $"password={Canary}")]
    [InlineData($"-H 'X-Api-Key: {Canary}'", "apiKey", "header=X-Api-Key", $"value={Canary}")]
    [InlineData($"-H 'PRIVATE-TOKEN: {Canary}'", "apiKey", "header=PRIVATE-TOKEN", $"value={Canary}")]
    [InlineData($"-H 'Ocp-Apim-Subscription-Key: {Canary}'", "apiKey", "header=Ocp-Apim-Subscription-Key", $"value={Canary}")]
    [InlineData($"-b 'sid={Canary}'", "apiKey", "header=Cookie", $"value=sid={Canary}")]
    [InlineData($"-H 'Cookie: sid={Canary}'", "apiKey", "header=Cookie", $"value=sid={Canary}")]
    [InlineData($"'https://a.example/?api_key={Canary}&q=1'", "apiKeyQuery", "parameter=api_key", $"value={Canary}")]
    [InlineData($"'https://a.example/?access_token={Canary}'", "apiKeyQuery", "parameter=access_token", $"value={Canary}")]
    [InlineData($"'https://eve:{Canary}@a.example/'", "basic", "username=eve", $"password={Canary}")]
    [InlineData($"-u eve:{Canary} -H 'X-Copy: {Canary}' -d 'note=see {Canary}'", "basic", "username=eve", $"password={Canary}")]
    [InlineData($"-H 'Authorization: Bearer {Canary}' 'https://a.example/x/{Canary}/y?z={Canary}'", "bearer", $"token={Canary}")]
    public void Keeps_the_credential_apart(string options, string kind, params string[] fields)
    {
        var address = options.Contains("a.example", StringComparison.Ordinal) ? "" : "https://a.example/";

        var import = CurlImport.Read($"curl {address} {options}");

        Assert.Equal(kind, import.CredentialKind);
        Assert.Equal(fields.Order(StringComparer.Ordinal), import.SecretFields.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal));
        AssertNoSecret(import);
    }

    [Theory]
    [InlineData($"-d 'client_secret={Canary}&grant_type=x'", "\"grant_type\":\"x\"")]
    [InlineData($"--json '{{\"deep\":[{{\"password\":\"{Canary}\"}}],\"a\":\"b\"}}'", "\"a\":\"b\"")]
    [InlineData($"-F 'api_key={Canary}' -F a=b", "\"name\":\"a\"")]
    [InlineData($"-u eve:{Canary} -H 'X-Api-Key: other-{Canary}' -H 'X-A: b'", "\"X-A\":\"b\"")]
    public void Leaves_secrets_out_that_no_credential_can_carry_and_says_so(string options, string kept)
    {
        var import = CurlImport.Read($"curl https://a.example/ {options}");

        AssertNoSecret(import);
        Assert.Contains(kept, ScriptJson.Write(import.Config), StringComparison.Ordinal);
        Assert.Contains(import.Warnings, w => w.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Makes_parts_of_a_form_with_files()
    {
        var import = CurlImport.Read("curl https://a.example -F 'note=a;b' -F 'file=@/tmp/x y.pdf;type=application/pdf' -F 'f=@a.txt;filename=b.txt' --form-string 's=@c'");

        Assert.Equal(
            """{"method":"POST","bodyKind":"multipart","parts":[{"name":"note","value":"a;b"},{"name":"file","contentType":"application/pdf","value":"","encoding":"base64","fileName":"x y.pdf"},{"name":"f","fileName":"b.txt","value":"","encoding":"base64"},{"name":"s","value":"@c"}]}""",
            ScriptJson.Write(import.Config)
        );
        Assert.Contains(import.Warnings, w => w.Contains("file is not read", StringComparison.Ordinal) || w.Contains("The file of file", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-k", "certificates are always checked")]
    [InlineData("-sSLk", "redirects are not followed")]
    [InlineData("--proxy http://p", "proxy is left out")]
    [InlineData("--frobnicate", "--frobnicate is not known")]
    [InlineData("-d @file.json", "file of data is not read")]
    [InlineData("-X TRACE", "TRACE is not supported")]
    [InlineData("https://b.example", "several addresses")]
    [InlineData("--next https://b.example", "several requests")]
    [InlineData("-d '{\"a\":1}'", "sent as JSON")]
    public void Says_what_it_does_not_do(string options, string told) =>
        Assert.Contains(CurlImport.Read($"curl https://a.example {options}").Warnings, w => w.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void Makes_texts_literal_that_would_be_expressions()
    {
        var config = CurlImport.Read("curl https://a.example -H 'X-A: =1+1' -H 'X-B: {{ env.x }}' --json '{\"a\":\"=2\"}'").Config;

        Assert.Equal(("'=1+1", "\\{{ env.x }}", "'=2"), (config.GetProperty("headers").GetProperty("X-A").GetString(), config.GetProperty("headers").GetProperty("X-B").GetString(), config.GetProperty("body").GetProperty("a").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wget https://a.example")]
    [InlineData("curl")]
    [InlineData("curl -H 'A: b'")]
    [InlineData("curl 'https://a.example")]
    [InlineData("curl \"https://a.example")]
    [InlineData("curl $'https://a.example")]
    [InlineData("curl ^\"https://a.example")]
    [InlineData("curl ftp://a.example")]
    [InlineData("curl https://a.example -H")]
    public void Refuses_what_is_no_whole_command(string command) =>
        Assert.Throws<FormatException>(() => CurlImport.Read(command));

    [Fact]
    public void Never_crashes_on_pieces_of_commands()
    {
        const string Command = "curl -X POST 'https://u:p@a.example/x?k=v' -H $'A: \\u00e4\\x41' -H \"B: \\\"c\\\"\" --data-raw ^\"{^\\^\"a^\\^\":1}^\" -F 'f=@x;type=y' -u a:b \\\n -k";
        for (var from = 0; from < Command.Length; from++)
        {
            for (var to = from; to <= Command.Length; to++)
            {
                try
                {
                    AssertShape(CurlImport.Read("curl " + Command[from..to]));
                }
                catch (FormatException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }
        }
    }

    private static void AssertShape(CurlImport import) => Assert.Equal(JsonValueKind.Object, import.Config.ValueKind);

    private static void AssertNoSecret(CurlImport import)
    {
        foreach (var text in import.Warnings.Concat([import.Config.GetRawText(), import.BaseAddress, import.ToString()]))
        {
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain("ZXZlOlMz", text, StringComparison.Ordinal);
        }
    }
}
