using System.Security.Cryptography;
using Keyway.Device.Daemon;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>Reads Group Policy when the daemon starts, then every 90 to 120 minutes ([MS-GPOL] 3.2.1.17 has these), sooner after a failure or when somebody new signs in.</summary>
internal sealed class GroupPolicyWork(DeviceFolder folder, PolicyPeople people, IReadOnlyList<string> domainControllers, Action<string> log, TimeProvider time) : IDaemonWork
{
    private const int Interval = 90;
    private const int Spread = 30;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WithoutDomain = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var pause = await RefreshAsync(cancellationToken);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(Task.Delay(pause, time, either.Token), people.SomebodyNewAsync(either.Token));
                await either.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    private async Task<TimeSpan> RefreshAsync(CancellationToken cancellationToken)
    {
        Result<GroupPolicyAnswer> outcome;
        try
        {
            outcome = await new GroupPolicyRefresh(folder, domainControllers).RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            outcome = new Refusal(Catalogue.Policies.ReaderBroken, failure.Message);
        }

        if (!outcome.TryGet(out var answer, out var refusal))
        {
            if (refusal.Error == Catalogue.Policies.NoDomain || refusal.Error == Catalogue.Device.NotJoined)
                return WithoutDomain;
            log($"Group Policy: {refusal}");
            return AfterFailure;
        }

        foreach (var refused in answer.People.Select(person => person.Policies!).Prepend(answer.Computer).SelectMany(policies => policies.Objects!).Where(policy => policy.Refused is not null))
            log($"Group Policy: {refused}: {refused.Refused}");
        log($"Group Policy: {answer.Computer.Objects!.Count(policy => policy.Skipped is null)} objects apply, {answer.Computer.Settings.Count} policies set; read for {answer.People.Count} people");
        foreach (var unread in answer.People.Where(person => person.Policies!.Refused is not null).GroupBy(person => person.Policies!.Refused!, person => person.Account))
            log($"Group Policy: {new Refusal(Catalogue.Policies.PersonNotRead, $"{string.Join(", ", unread)}: {unread.Key}")}");
        if (answer.People.Any(person => person.Policies!.Refused is not null))
            return AfterFailure;
        return TimeSpan.FromMinutes(Interval) + TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(Spread * 60));
    }
}
