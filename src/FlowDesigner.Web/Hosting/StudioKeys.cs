using Microsoft.AspNetCore.DataProtection;

namespace FlowDesigner.Web.Hosting;

/// <summary>Keeps the keys of cookies and antiforgery tokens over restarts.</summary>
internal static class StudioKeys
{
    /// <summary>Stores the keys in a folder that only this user can read.</summary>
    public static IServiceCollection AddStudioKeys(this IServiceCollection services, string dataDirectory)
    {
        var folder = new DirectoryInfo(Path.Combine(Path.GetFullPath(dataDirectory), "web-keys"));
        if (OperatingSystem.IsWindows())
        {
            folder.Create();
        }
        else
        {
            Directory.CreateDirectory(
                folder.FullName,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        services.AddDataProtection().SetApplicationName("FlowStudio").PersistKeysToFileSystem(folder);
        return services;
    }
}
