using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Tests.Shared.StorePromises;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TableOnboardingIndexTests : IndexPromises
{
    private Action<string>? interfere;

    public TableOnboardingIndexTests(AzuriteFixture azurite) =>
        Index = new TableOnboardingIndex(azurite.NewStorage(request => interfere?.Invoke(request)));

    protected override IOnboardingIndex Index { get; }

    /// <summary>Each takes a hundred calls.</summary>
    protected override int Orders => 8;

    [Fact]
    public async Task A_row_that_changes_while_it_is_copied_into_the_list_is_copied_again()
    {
        var later = Row(outcome: OutcomeKind.Completed);
        interfere = request =>
        {
            if (request.Contains("onboardinglist(", StringComparison.Ordinal))
            {
                interfere = null;
                RecordNow(later.Update(firstEntry: 1));
            }
        };

        await Index.RecordAsync(Row().Update(), Token);

        Assert.Null(interfere);
        Assert.Equal([later], (await Index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
    }

    private void RecordNow(IndexUpdate update) => Index.RecordAsync(update, Token).GetAwaiter().GetResult();
}
