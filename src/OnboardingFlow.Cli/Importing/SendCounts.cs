namespace OnboardingFlow.Cli.Importing;

/// <summary>What became of the rows of this run so far; counted from several threads.</summary>
internal sealed class SendCounts
{
    private readonly int[] _byState = new int[Enum.GetValues<SendState>().Length];

    public int this[SendState state] => Volatile.Read(ref _byState[(int)state]);

    public int All => Enum.GetValues<SendState>().Sum(state => this[state]);

    public void Add(SendState state) => Interlocked.Increment(ref _byState[(int)state]);
}
