namespace OnboardingFlow.LocalHost.OpsPage.Shared;

/// <summary>The style sheet and the script, which are in the program itself.</summary>
internal static class AssetEndpoints
{
    public static IResult Style() => Serve("ops.css", "text/css; charset=utf-8");

    public static IResult Script() => Serve("ops.js", "text/javascript; charset=utf-8");

    private static IResult Serve(string name, string type) => Results.Stream(
        typeof(AssetEndpoints).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program was built without {name}."), type);
}
