namespace FlowDesigner.Web.Demo;

/// <summary>Registers the demo shop.</summary>
internal static class DemoShopRegistration
{
    /// <summary>Adds the shop and the connection <c>shop</c> that leads to it. Call only where the role <c>demo</c> is on.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddDemoShop(this IServiceCollection services) =>
        services.AddSingleton<DemoShop>().AddHostedService<DemoConnection>();
}
