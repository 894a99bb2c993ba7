using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OnboardingFlow.LocalHost.OpsPage.Pages;

namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>Renders a Razor component to a whole page. Razor encodes whatever it is given; the only script is the one file that the host serves.</summary>
internal sealed class PageRenderer(IServiceProvider request, ILoggerFactory loggers)
{
    /// <summary>The page as an HTTP answer.</summary>
    public async Task<IResult> RenderAsync<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(request, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Results.Content("<!doctype html>\n" + html, "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>A page that says what is the matter, in English that is translated where it is ours.</summary>
    public Task<IResult> ProblemAsync(int status, string heading, params string[] lines) =>
        RenderAsync<ProblemPage>(new() { [nameof(ProblemPage.Heading)] = heading, [nameof(ProblemPage.Lines)] = lines }, status);
}
