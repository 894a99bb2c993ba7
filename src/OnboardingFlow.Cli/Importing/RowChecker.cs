using Microsoft.Extensions.Options;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Holds each row to the rules of form that the host itself applies at its door, and each person to one row.</summary>
internal sealed class RowChecker(ColumnPlan plan, TimeProvider time, CardChecksum cardChecksum)
{
    /// <summary>Most rows in one file: bounds what is remembered, some 100 bytes a row.</summary>
    public const int MaxRows = 1_000_000;

    private const string UserIdPath = "presign.facepay_user.out_user_id";

    private readonly RequestReader _reader = new(new RequestValidator(time, Options.Create(new OnboardingSettings { CardChecksum = cardChecksum })));

    /// <exception cref="CliException">There are too many rows.</exception>
    public IEnumerable<CheckedRow> Check(IEnumerable<CsvRow> rows)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        var count = 0;
        foreach (var row in rows)
        {
            if (++count > MaxRows)
            {
                throw new CliException(ExitCodes.Usage, $"The file has more than {MaxRows} rows: split it.");
            }

            yield return Check(row, lines);
        }
    }

    private CheckedRow Check(CsvRow row, Dictionary<string, long> lines)
    {
        var data = RowData.Write(row, plan);
        var reading = _reader.ReadOpened(data);
        var errors = reading.Errors.ToList();
        if (row.Cells.Skip(plan.Columns).Any(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            errors.Add(new FieldError(FieldError.Root, "has more cells than there are headers: quote cells that hold the separator"));
        }

        if (reading.Request?.Presign.FacepayUser is not { } user)
        {
            var named = plan.Find(UserIdPath)?.ValueIn(row.Cells);
            return new CheckedRow(row, data, errors.Exists(error => error.Path == UserIdPath) ? null : named, null, errors);
        }

        var id = InstanceIds.For(user.OrganizationId, user.OutUserId);
        if (!lines.TryAdd(id, row.Line))
        {
            errors.Add(new FieldError(UserIdPath, $"is the same person as in line {lines[id]}: keep one of them"));
        }

        return new CheckedRow(row, data, user.OutUserId, errors.Count == 0 ? id : null, errors);
    }
}
