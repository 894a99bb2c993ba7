using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using OnboardingFlow.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Configuration.AddSettingsFiles(Environment.GetEnvironmentVariable(SettingsFiles.Variable));
builder.ConfigureFunctionsWebApplication();
builder.Services.AddOnboardingFunctions(builder.Configuration);
await builder.Build().RunAsync();
