using System.Text.Json.Nodes;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>Activities: order, payloads, identity, failures.</summary>
internal static class ActivityCases
{
    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new("Activities run one after the other and the output is kept", setup =>
        {
            setup.Orchestration("o", async (context, input) =>
            {
                var first = await context.CallActivityAsync("echo", input);
                return await context.CallActivityAsync("echo", $"[{first},2]");
            });
            return async run =>
            {
                Assert.Equal("[1,2]", await run.OutputAsync("o", "1"));
                Assert.Equal(["1", "[1,2]"], setup.Ran.Select(call => call.Input));
            };
        }),
        new("A fan-out gives all results in the order of the calls", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
                $"[{string.Join(',', await Task.WhenAll(Enumerable.Range(0, 20).Select(i => context.CallActivityAsync("echo", $"{i}"))))}]");
            return async run => Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 20))}]", await run.OutputAsync("o"));
        }),
        new("Nothing in, nothing out", setup =>
        {
            setup.Orchestration("o", (context, input) => context.CallActivityAsync("echo", input));
            return async run =>
            {
                Assert.Null(await run.OutputAsync("o"));
                Assert.Null(Assert.Single(setup.Ran).Input);
            };
        }),
        new("JSON arrives as it was given", setup =>
        {
            const string Json = """{"name":"张三 <&>\u0000","n":1.50,"big":12345678901234567890,"list":[null,true,{}],"":""}""";
            setup.Orchestration("o", (context, input) => context.CallActivityAsync("echo", input));
            return async run =>
            {
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse((await run.OutputAsync("o", Json))!)));
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(Assert.Single(setup.Ran).Input!)));
            };
        }),
        new("Fifty kilobytes go through", setup =>
        {
            var payload = $"\"{new string('x', 50_000)}\"";
            setup.Orchestration("o", (context, input) => context.CallActivityAsync("echo", input));
            return async run => Assert.Equal(payload, await run.OutputAsync("o", payload));
        }),
        new("An activity learns who calls, and each call has a key of its own", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await context.CallActivityAsync("echo", "1");
                await context.CallActivityAsync("echo", "1");
                return null;
            });
            return async run =>
            {
                await run.OutputAsync("o");
                Assert.All(setup.Ran, call => Assert.Equal(run.Id(), call.Context.InstanceId));
                Assert.Equal(2, setup.Ran.Select(call => call.Context.IdempotencyKey).Distinct().Count());
            };
        }),
        new("A known failure arrives with its type and text", setup =>
        {
            setup.Orchestration("o", async (context, _) => await FailureAsync(() => context.CallActivityAsync("fail", "\"NoKey\"")));
            return async run => Assert.Equal("\"fail NoKey it was asked to\"", await run.OutputAsync("o"));
        }),
        new("Of a fault that nobody foresaw only the type arrives", setup =>
        {
            setup.Activity("broken", (_, _) => throw new FormatException("11010519491231002X is wrong"));
            setup.Orchestration("o", async (context, _) => await FailureAsync(() => context.CallActivityAsync("broken", null)));
            return async run =>
            {
                var output = await run.OutputAsync("o");
                Assert.StartsWith("\"broken FormatException ", output, StringComparison.Ordinal);
                Assert.DoesNotContain("1949", output, StringComparison.Ordinal);
            };
        }),
        new("One failure among several calls reaches who waits for all", setup =>
        {
            setup.Orchestration("o", async (context, _) => await FailureAsync(async () =>
            {
                await Task.WhenAll(context.CallActivityAsync("echo", "1"), context.CallActivityAsync("fail", "\"NoKey\""));
                return null;
            }));
            return async run => Assert.Equal("\"fail NoKey it was asked to\"", await run.OutputAsync("o"));
        }),
        new("A failure that is caught is over", setup =>
        {
            setup.Orchestration("o", async (context, _) =>
            {
                await FailureAsync(() => context.CallActivityAsync("fail", "\"NoKey\""));
                return await context.CallActivityAsync("echo", "1");
            });
            return async run => Assert.Equal("1", await run.OutputAsync("o"));
        }),
    ];

    /// <summary>The failure's words as a JSON text.</summary>
    internal static async Task<string?> FailureAsync(Func<Task<string?>> call)
    {
        try
        {
            return await call();
        }
        catch (ActivityFailedException failed)
        {
            return $"\"{failed.Activity} {failed.Failure.ErrorType} {failed.Failure.Message}\"";
        }
    }
}
