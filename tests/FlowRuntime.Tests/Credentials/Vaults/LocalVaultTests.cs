using FlowRuntime.Credentials.Vaults;

namespace FlowRuntime.Tests.Credentials.Vaults;

public sealed class LocalVaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData("two\nlines\n", "two\nlines")]
    [InlineData(" spaces ", " spaces ")]
    public async Task Reads_a_file_without_its_last_line_end(string content, string secret)
    {
        await File.WriteAllTextAsync(In("shop"), content, Token);

        Assert.Equal(secret, (await Files().ReadAsync("shop", null, Token)).Value);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/../../outside")]
    [InlineData("link")]
    [InlineData("linked/secret")]
    [InlineData("none")]
    [InlineData("sub")]
    public async Task Reads_nothing_outside_of_its_folder_and_nothing_that_is_not_there(string path)
    {
        var outside = Directory.CreateTempSubdirectory("vault-outside");
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret"), "outside", Token);
        Directory.CreateDirectory(In("sub"));
        File.CreateSymbolicLink(In("link"), Path.Combine(outside.FullName, "secret"));
        Directory.CreateSymbolicLink(In("linked"), outside.FullName);

        var refused = await Assert.ThrowsAsync<ExternalVaultException>(() => Files().ReadAsync(path, null, Token));

        Assert.False(refused.IsPassing);
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task Follows_links_inside_of_its_folder_as_Kubernetes_makes_them()
    {
        Directory.CreateDirectory(In("..data"));
        await File.WriteAllTextAsync(Path.Combine(In("..data"), "password"), "s3cret", Token);
        File.CreateSymbolicLink(In("password"), Path.Combine("..data", "password"));

        Assert.Equal("s3cret", (await Files().ReadAsync("password", null, Token)).Value);
    }

    [Fact]
    public async Task Reads_only_environment_variables_with_the_prefix()
    {
        var name = $"STUDIO_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "s3cret");
        var vault = new EnvironmentVault("STUDIO_TEST_", TimeSpan.FromMinutes(1));

        Assert.Equal("s3cret", (await vault.ReadAsync(name["STUDIO_TEST_".Length..], null, Token)).Value);
        await Assert.ThrowsAsync<ExternalVaultException>(() => vault.ReadAsync("PATH", null, Token));
        await Assert.ThrowsAsync<ExternalVaultException>(() => new EnvironmentVault("", TimeSpan.Zero).ReadAsync("PATH", null, Token));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Theory]
    [InlineData("vault:files/shop", "files", "shop", null)]
    [InlineData("vault:hc/team/shop#token", "hc", "team/shop", "token")]
    public void Reads_references(string text, string vault, string path, string? key)
    {
        Assert.True(VaultReference.TryParse(text, out var reference));
        Assert.Equal(new VaultReference(vault, path, key), reference);
    }

    [Theory]
    [InlineData("vault:")]
    [InlineData("vault:files")]
    [InlineData("vault:/x")]
    [InlineData("vault:files/")]
    [InlineData("vault:files/x#")]
    [InlineData("a password with vault:files/x in it")]
    public void Refuses_what_is_no_reference(string text) => Assert.False(VaultReference.TryParse(text, out _));

    private FileVault Files() => new(_folder.FullName, TimeSpan.FromMinutes(1));

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
