using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using OnboardingFlow.Functions;

// The triggers, by folder:
//   Queue/          a message on onboarding-requests
//   Http/           the API, WeChat Pay's notifications, health and metrics
//   Orchestrators/  Core's workflows
//   Activities/     their activities
//   Timers/         retention, erasure, WeChat Pay's certificates
// Durable/, Tables/ and Keys/ are what Core's ports stand on here: Durable Task, Azure Tables, Key Vault's keys.
var builder = FunctionsApplication.CreateBuilder(args);
builder.Configuration.AddSettingsFiles(Environment.GetEnvironmentVariable(SettingsFiles.Variable));
builder.ConfigureFunctionsWebApplication();
builder.Services.AddOnboardingFunctions(builder.Configuration);
await builder.Build().RunAsync();
