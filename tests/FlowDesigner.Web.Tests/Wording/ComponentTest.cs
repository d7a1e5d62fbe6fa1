using System.Globalization;
using Bunit;
using FlowDesigner.Web.Wording;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Wording;

/// <summary>A test that draws components: with the texts they ask for, in English.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Services.AddWording();
        Services.AddSingleton(new PageLanguage(CultureInfo.GetCultureInfo("en")));
    }
}
