using Keyway.Lab.Steps;

namespace Keyway.Lab.Walk;

/// <summary>
/// The whole way before your eyes: someone who may gets in, everyone who may not is refused, by the server where it can know and by the domain
/// controller when the server is bypassed, and the usual attacks fail. A step that does not hold is counted and the walk goes on.
/// </summary>
public sealed class MainJob
{
    private readonly ComputerWalk _computer;
    private readonly KerberosServerWalk _kerberosServer;
    private readonly SignInWalk _signIn;
    private readonly WorkstationWalk _workstation;
    private readonly DomainWorkstationWalk _domainWorkstation;
    private readonly RefusalWalk _refusals;
    private readonly BypassWalk _bypass;
    private readonly AttackWalk _attacks;

    public MainJob(Laboratory lab)
    {
        _computer = new ComputerWalk(lab);
        _kerberosServer = new KerberosServerWalk(lab);
        _signIn = new SignInWalk(lab);
        _workstation = new WorkstationWalk(lab);
        _domainWorkstation = new DomainWorkstationWalk(lab);
        _refusals = new RefusalWalk(lab);
        _bypass = new BypassWalk(lab);
        _attacks = new AttackWalk(lab);
    }

    /// <summary>Walks every step and counts which held.</summary>
    public async Task<(int Held, int Broken)> WalkAsync(IStepReporter steps, CancellationToken cancellation)
    {
        var (held, broken) = (0, 0);

        steps.Begin("The administrator looks at both sides");
        await Step("Kerberos server", () => _kerberosServer.CompareAsync(cancellation));

        steps.Begin("PC2 looks for its domain");
        await Step("Domain controller", () => _computer.LocateAsync(cancellation));
        await Step("One with key lists", () => _computer.FindNoKeyListAsync(cancellation));

        steps.Begin("grace touches her key at PC2");
        await Step("Signed in", () => _signIn.SignInAsync("grace", cancellation, _signIn.DomainDevice));
        await Step("File share", () => _signIn.UseShareAsync("grace", cancellation));

        steps.Begin("alice touches her key at PC1");
        await Step("Signed in", () => _signIn.SignInAsync("alice", cancellation));
        await Step("Full TGT from the domain", () => _signIn.ListTicketsAsync("alice", cancellation));
        await Step("File share", () => _signIn.UseShareAsync("alice", cancellation));
        await Step("Intranet site", () => _signIn.UseIntranetAsync("alice", cancellation));

        steps.Begin("alice sits down at PC1, whose login asks for her key");
        await Step("Signed in", () => _workstation.LogInAsync("alice", cancellation));
        await Step("Unlocked", () => _workstation.UnlockAsync("alice", cancellation));
        await Step("Wrong PIN", () => _workstation.RefuseWrongPinAsync("alice", cancellation));
        await Step("Without the server", () => _workstation.UnlockOfflineAsync("alice", cancellation));
        await Step("NTLM, by the companion", () => _workstation.UseNtlmAsync("alice", cancellation));
        await Step("Her key's settings", () => _workstation.ChangePinAsync("alice", cancellation));

        steps.Begin("grace sits down at PC2, whose users are the domain's");
        await Step("Signed in", () => _domainWorkstation.LogInAsync("grace", cancellation));

        steps.Begin("Who may not is refused by the identity server");
        foreach (var user in RefusalWalk.Users)
            await Step(user, () => _refusals.RefuseAsync(user, cancellation));

        steps.Begin("and by the domain controller, when a thief has the Kerberos server's key");
        foreach (var user in BypassWalk.Users)
            await Step(user, () => _bypass.RefuseAsync(user, cancellation));
        await Step("Tampered PAC", () => _bypass.RefuseTamperedPacAsync(cancellation));

        steps.Begin("carol changes her password at PC1, and goes on");
        await Step("Changed and signed in", () => _workstation.ChangeExpiredPasswordAsync("carol", cancellation));

        steps.Begin("Attacks");
        await Step("Wrong nonce", () => _attacks.RefuseForeignNonceAsync(cancellation));
        await Step("Another device's key", () => _attacks.RefuseForeignDeviceKeyAsync(cancellation));
        await Step("Replayed assertion", () => _attacks.RefuseReplayAsync(cancellation));

        return (held, broken);

        async Task Step(string what, Func<Task<string>> work)
        {
            try
            {
                await steps.RunAsync(what, work);
                held++;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                broken++;
            }
        }
    }
}
