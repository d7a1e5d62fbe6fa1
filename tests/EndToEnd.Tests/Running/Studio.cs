using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace EndToEnd.Tests.Running;

/// <summary>The product as a process of its own, on a fresh data directory; it dies with this object.</summary>
public sealed class Studio : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "Correct-horse-7-battery";
    public const string ApiKey = "fsk_end_to_end_0123456789abcdef0123456789";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("flowstudio-e2e").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process _process;

    private Studio(string address, IReadOnlyDictionary<string, string> settings)
    {
        (Address, _settings) = (new Uri(address), settings);
        _process = Launch();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Product, $"--urls={Address.GetLeftPart(UriPartial.Authority)}"])
        {
            WorkingDirectory = _data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["FlowStudio__DataDirectory"] = Path.Combine(_data, "data");
        start.Environment["FlowStudio__Seed"] = Path.Combine(Repository.Root, "flows");
        start.Environment["FlowStudio__Roles"] = "designer,gateway,worker,demo";
        start.Environment["FlowStudio__Setup__AdminEmail"] = AdminEmail;
        start.Environment["FlowStudio__Setup__AdminPassword"] = AdminPassword;
        start.Environment["FlowStudio__Setup__ApiKey"] = ApiKey;
        start.Environment["FlowStudio__Chat__TokensPerMinute"] = "1000";
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!; // a program that cannot be started throws
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote so far.</summary>
    public string Log => string.Join(Environment.NewLine, _log);

    /// <summary>Starts the product and waits until it says that it is ready.</summary>
    public static async Task<Studio> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var studio = new Studio($"http://127.0.0.1:{FreePort()}", settings ?? new Dictionary<string, string>());
        try
        {
            await studio.BecomeReadyAsync();
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }

        return studio;
    }

    /// <summary>A client without a key.</summary>
    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = Address };

    /// <summary>A client of the management API.</summary>
    public HttpClient Api()
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        return client;
    }

    /// <summary>Ends the process at once, as a power cut does; its data stays.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts the product again on the data that a killed one has left, at the same address.</summary>
    public async Task StartAgainAsync()
    {
        _process = Launch();
        await BecomeReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task BecomeReadyAsync()
    {
        using var client = Anonymous();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The product ended with {_process.ExitCode}:{Environment.NewLine}{Log}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The product did not become ready:{Environment.NewLine}{Log}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _log.Enqueue(text);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
