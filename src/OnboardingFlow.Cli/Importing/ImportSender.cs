using System.Net;
using System.Runtime.CompilerServices;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Sends rows at a rate, several at a time, and notes each in the journal.</summary>
internal sealed class ImportSender(IRequestChannel channel, ImportJournal journal, RowRequest requests, SendCounts counts, TimeProvider time)
{
    /// <summary>Requests that are on their way at the same time.</summary>
    private const int MaxUnderWay = 16;

    /// <summary>Before the next try of a request that failed for a passing cause; after the last, the import stops.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    /// <summary>Sends all that the journal doesn't know.</summary>
    /// <param name="rows">Valid rows.</param>
    /// <param name="perSecond">At most so many a second.</param>
    /// <param name="cancellationToken">Stops sending; what is under way is finished and noted.</param>
    /// <exception cref="CliException">The other side can't be reached, or takes nothing from us.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task SendAsync(IEnumerable<CheckedRow> rows, int perSecond, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        PaceAsync(rows.Where(row => !journal.IsDone(row.InstanceId!)), TimeSpan.FromSeconds(1.0 / perSecond), cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = MaxUnderWay, CancellationToken = cancellationToken },
        async (row, _) => await SendAsync(row, cancellationToken));

    private async IAsyncEnumerable<CheckedRow> PaceAsync(IEnumerable<CheckedRow> rows, TimeSpan between, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Timers are coarse: the rows that fell due meanwhile go together, at most a second's worth.
        var due = time.GetUtcNow();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.GetUtcNow();
            if (due > now)
            {
                await Task.Delay(due - now, time, cancellationToken);
            }

            due = (due < now - TimeSpan.FromSeconds(1) ? now : due) + between;
            yield return row;
        }
    }

    private async Task SendAsync(CheckedRow row, CancellationToken stop)
    {
        var request = requests.Make(row.InstanceId!, row.Data);
        for (var tries = 0; ; tries++)
        {
            try
            {
                // Not to be stopped half-way: then nobody would know whether it was sent.
                Note(row, await channel.SendAsync(request, CancellationToken.None), null);
                return;
            }
            catch (CliException refusal) when (refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge)
            {
                Note(row, SendState.Refused, refusal.Message.ReplaceLineEndings(";"));
                return;
            }
            catch (CliException problem) when (problem.IsPassing && tries < Pauses.Length)
            {
                await Task.Delay(Pauses[tries], time, stop);
            }
        }
    }

    private void Note(CheckedRow row, SendState state, string? reason)
    {
        journal.Add(row.InstanceId!, state, reason);
        counts.Add(state);
    }
}
