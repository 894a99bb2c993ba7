using OnboardingFlow.Emulators;

EmulatorOptions options;
try
{
    if (OptionsReader.UnknownSwitch(args) is { } unknown)
    {
        await Console.Error.WriteLineAsync($"emulators: {unknown} is unknown: {string.Join(", ", OptionsReader.Switches.Keys)}, or --Emulators:NAME");
        return 2;
    }

    options = OptionsReader.Read(args);
}
catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException)
{
    await Console.Error.WriteLineAsync($"emulators: {e.Message}{(e.InnerException is { } inner ? $" ({inner.Message})" : "")}");
    return 2;
}

var errors = OptionsReader.Errors(options);
if (errors.Count > 0)
{
    foreach (var error in errors)
    {
        await Console.Error.WriteLineAsync($"emulators: {error}");
    }

    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = OnSignal(System.Runtime.InteropServices.PosixSignal.SIGINT);
using var terminate = OnSignal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
try
{
    await using var host = await EmulatorHost.StartAsync(options, stop.Token);
    Console.WriteLine($"WeChat Pay emulator {host.WeChatPayAddress}");
    Console.WriteLine($"Key Vault emulator  {host.KeyVaultAddress}");
    Console.WriteLine($"Settings for LocalHost: {host.LocalHostSettingsFile}");
    await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"emulators: {e.Message}");
    return 1;
}

System.Runtime.InteropServices.PosixSignalRegistration OnSignal(System.Runtime.InteropServices.PosixSignal signal) =>
    System.Runtime.InteropServices.PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
