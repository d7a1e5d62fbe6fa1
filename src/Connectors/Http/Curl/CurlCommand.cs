using System.Collections.Frozen;
using System.Globalization;

namespace Connectors.Http.Curl;

/// <summary>A curl command, its options told apart (curl manual page, 8.x).</summary>
internal sealed class CurlCommand
{
    /// <summary>Options without a value, by their long names, that change nothing here.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        "compressed", "silent", "show-error", "verbose", "include", "fail", "fail-with-body", "globoff", "http1.0", "http1.1", "http2",
        "http3", "progress-bar", "no-progress-meter", "no-buffer", "path-as-is", "tlsv1.2", "tlsv1.3", "ipv4", "ipv6", "no-keepalive",
        "remote-name", "tcp-nodelay", "styled-output", "parallel", "location-trusted", "ssl-reqd", "post301", "post302"
    );

    /// <summary>Options with a value that changes nothing here.</summary>
    private static readonly FrozenSet<string> HarmlessWithValue = FrozenSet.Create(
        "output", "write-out", "connect-timeout", "dump-header", "cookie-jar", "trace", "trace-ascii", "stderr", "keepalive-time", "limit-rate"
    );

    /// <summary>Options that cannot be honoured, and what to say.</summary>
    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["insecure"] = "-k is left out: certificates are always checked.",
        ["location"] = "-L is left out: redirects are not followed, so that the credential goes nowhere else. Enter the final address.",
        ["netrc"] = "The .netrc file is not read. Enter the credential in the connection.",
        ["digest"] = "Digest login is not supported. Use another credential.",
        ["ntlm"] = "NTLM login is not supported. Use another credential.",
        ["negotiate"] = "Kerberos login is not supported. Use another credential.",
        ["anyauth"] = "The login is sent as Basic.",
    }.ToFrozenDictionary();

    /// <summary>Options with a value that cannot be honoured, and what to say.</summary>
    private static readonly FrozenDictionary<string, string> RefusedWithValue = new Dictionary<string, string>
    {
        ["proxy"] = "The proxy is left out: requests go straight to the address.",
        ["cacert"] = "The authority's certificate is left out: certificates are checked by those of this machine.",
        ["cert"] = "The client certificate is left out. Choose the credential kind for certificates and paste it there.",
        ["key"] = "The client certificate's key is left out. Paste it into the credential.",
        ["upload-file"] = "The file is left out: give its content as the body.",
        ["config"] = "The file of options is not read.",
        ["resolve"] = "--resolve is left out: names are resolved as usual.",
        ["connect-to"] = "--connect-to is left out: requests go to the address itself.",
        ["unix-socket"] = "The Unix socket is left out: connections go over the network.",
        ["retry"] = "Retries are set at the node.",
        ["retry-delay"] = "Retries are set at the node.",
        ["range"] = "The range is left out; add a header Range.",
        ["aws-sigv4"] = "AWS signatures are not supported.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, string> Short = new Dictionary<char, string>
    {
        ['X'] = "request",
        ['H'] = "header",
        ['d'] = "data",
        ['F'] = "form",
        ['u'] = "user",
        ['b'] = "cookie",
        ['A'] = "user-agent",
        ['e'] = "referer",
        ['m'] = "max-time",
        ['o'] = "output",
        ['x'] = "proxy",
        ['E'] = "cert",
        ['w'] = "write-out",
        ['T'] = "upload-file",
        ['c'] = "cookie-jar",
        ['D'] = "dump-header",
        ['K'] = "config",
        ['r'] = "range",
        ['G'] = "get",
        ['I'] = "head",
        ['k'] = "insecure",
        ['L'] = "location",
        ['n'] = "netrc",
        ['s'] = "silent",
        ['S'] = "show-error",
        ['v'] = "verbose",
        ['i'] = "include",
        ['f'] = "fail",
        ['g'] = "globoff",
        ['#'] = "progress-bar",
        ['N'] = "no-buffer",
        ['O'] = "remote-name",
        ['0'] = "http1.0",
        ['4'] = "ipv4",
        ['6'] = "ipv6",
        ['Z'] = "parallel",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Taken = FrozenSet.Create(
        "request", "header", "data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json", "form", "form-string", "user", "cookie",
        "user-agent", "referer", "max-time", "oauth2-bearer", "url", "url-query", "get", "head"
    );

    private static readonly FrozenSet<string> WithoutValue = FrozenSet.Create("get", "head");

    private readonly List<(string Name, string Value)> _options = [];

    private CurlCommand() { }

    /// <summary>Addresses, in order.</summary>
    public List<string> Urls { get; } = [];

    /// <summary>What cannot be honoured.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Options that count, in order, by their long names.</summary>
    public IReadOnlyList<(string Name, string Value)> Options => _options;

    /// <summary>Reads a command.</summary>
    /// <param name="text">The command line.</param>
    /// <returns>The command.</returns>
    /// <exception cref="FormatException">It is no curl command.</exception>
    public static CurlCommand Read(string text)
    {
        var words = ShellWords.Split(text.Trim().TrimStart('$').TrimStart());
        if (words.Count == 0 || words[0] is not ("curl" or "curl.exe"))
        {
            throw new FormatException("This is no curl command: it starts with curl.");
        }

        var command = new CurlCommand();
        var queue = new Queue<string>(words.Skip(1));
        while (queue.TryDequeue(out var word))
        {
            if (word is "--next" or "-:")
            {
                command.Warnings.Add("The command sends several requests; the first one is taken.");
                break;
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                command.TakeLong(word[2..], queue);
            }
            else if (word is ['-', _, ..])
            {
                command.TakeShort(word[1..], queue);
            }
            else
            {
                command.Urls.Add(word);
            }
        }

        return command;
    }

    /// <summary>The last value of an option.</summary>
    /// <param name="name">Its long name.</param>
    /// <returns>The value; null when it is not there.</returns>
    public string? Last(string name) => _options.LastOrDefault(o => o.Name == name).Value;

    /// <summary>The longest time, in whole seconds.</summary>
    public int? Seconds =>
        double.TryParse(Last("max-time"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? (int)Math.Clamp(Math.Ceiling(seconds), 1, 300)
            : null;

    private void TakeShort(string letters, Queue<string> queue)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (!Short.TryGetValue(letters[i], out var name))
            {
                Warnings.Add($"The option -{letters[i]} is not known and was left out.");
                continue;
            }

            if (!TakesValue(name))
            {
                Take(name, "");
                continue;
            }

            // The value may be the rest of the word: -XPOST, -d@file.
            Take(name, i + 1 < letters.Length ? letters[(i + 1)..] : NextValue(name, queue));
            return;
        }
    }

    private void TakeLong(string name, Queue<string> queue)
    {
        if (name.StartsWith("no-", StringComparison.Ordinal) || Harmless.Contains(name))
        {
            return;
        }

        if (!TakesValue(name) && !WithoutValue.Contains(name) && !Refused.ContainsKey(name))
        {
            Warnings.Add($"The option --{name} is not known and was left out.");
            return;
        }

        Take(name, TakesValue(name) ? NextValue(name, queue) : "");
    }

    private void Take(string name, string value)
    {
        if (name == "url")
        {
            Urls.Add(value);
        }
        else if (Taken.Contains(name))
        {
            _options.Add((name, value));
        }
        else if (Refused.TryGetValue(name, out var advice) || RefusedWithValue.TryGetValue(name, out advice))
        {
            Warnings.Add(advice);
        }
    }

    private static bool TakesValue(string name) =>
        (Taken.Contains(name) && !WithoutValue.Contains(name)) || HarmlessWithValue.Contains(name) || RefusedWithValue.ContainsKey(name);

    private static string NextValue(string name, Queue<string> queue) =>
        queue.TryDequeue(out var value) ? value : throw new FormatException($"The option {name} has no value. Paste the whole command.");
}
