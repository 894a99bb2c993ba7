using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>Reads the JSON bodies of operations, as strictly as a request: unknown and doubled fields are refused, all errors are told at once, never values.</summary>
public static class OperationBodies
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBytes = 4 * 1024;

    private const int MaxReason = 1000;

    private static readonly WireWords<Decision> Decisions = new(("approve", Decision.Approve), ("reject", Decision.Reject));

    private enum Decision
    {
        Approve,
        Reject,
    }

    /// <summary>Reads <c>{decision, reason}</c>.</summary>
    public static FieldReading<ReviewOrder> ReadReview(ReadOnlyMemory<byte> utf8) => Read(utf8, fields => new ReviewOrder(
        fields.Parsed<Decision>("decision", Decisions.TryRead, $"must be one of {Decisions.Allowed}", required: true) == Decision.Approve, Reason(fields)));

    /// <summary>Reads <c>{terminate_contract, reason}</c>; an empty body asks for neither.</summary>
    public static FieldReading<CancelOrder> ReadCancel(ReadOnlyMemory<byte> utf8) =>
        ReadOptional(utf8, fields => new CancelOrder(fields.Flag("terminate_contract") ?? false, Reason(fields)));

    /// <summary>Reads <c>{reason}</c>; the body may be empty.</summary>
    public static FieldReading<ReasonOrder> ReadReason(ReadOnlyMemory<byte> utf8) => ReadOptional(utf8, fields => new ReasonOrder(Reason(fields)));

    /// <summary>Reads <c>{filter, dry_run, reason}</c>, for a cancellation also <c>terminate_contract</c>. An empty filter, which matches all, must be written out.</summary>
    public static FieldReading<BulkOrder> ReadBulk(BulkAction action, ReadOnlyMemory<byte> utf8) => Read(utf8, fields =>
    {
        var filter = fields.Object("filter", required: true);
        var order = new BulkOrder(
            action, FilterFields.Read(name => filter?.String(name), (name, problem) => filter?.Problem(name, problem)), fields.Flag("dry_run") ?? false)
        {
            TerminateContract = action == BulkAction.Cancel && (fields.Flag("terminate_contract") ?? false),
            Reason = Reason(fields),
        };
        filter?.End();
        return order;
    });

    private static Sensitive? Reason(JsonFields fields)
    {
        var reason = fields.String("reason");
        if (reason is null)
        {
            return null;
        }

        if (TextRules.Problem(reason, MaxReason) is { } problem)
        {
            fields.Problem("reason", problem);
        }

        return new Sensitive(reason);
    }

    private static FieldReading<T> ReadOptional<T>(ReadOnlyMemory<byte> utf8, Func<JsonFields, T> map)
        where T : class => Read(utf8.IsEmpty ? "{}"u8.ToArray() : utf8, map);

    private static FieldReading<T> Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonFields, T> map)
        where T : class
    {
        var errors = new FieldErrors();
        using var document = JsonText.Parse(utf8, MaxBytes, errors);
        if (document is null)
        {
            return new FieldReading<T>(null, errors.All);
        }

        var fields = new JsonFields(document.RootElement, "", errors);
        var value = map(fields);
        fields.End();
        return new FieldReading<T>(errors.All.Count > 0 ? null : value, errors.All);
    }
}
