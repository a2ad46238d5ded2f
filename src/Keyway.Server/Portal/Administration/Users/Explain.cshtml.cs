using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Explanations;
using Keyway.Server.Portal.Access;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Why somebody cannot sign in: what each rule says of the person, way by way in the order in which the server asks.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class ExplainModel(AccountDirectory accounts, SignInExplanation explanation) : PersonPage(accounts)
{
    public IReadOnlyList<IGrouping<SignInWay, SignInFinding>> Ways => field ??= [.. explanation.Of(Target).GroupBy(finding => finding.Way)];

    public static string Name(SignInWay way) => way switch
    {
        SignInWay.Account => "The account, for every way",
        SignInWay.SecurityKey => "Security key",
        SignInWay.TemporaryAccessPass => "Temporary Access Pass",
        SignInWay.Password => "Password",
        SignInWay.OneTimeCode => "One-time code",
        SignInWay.Kerberos => "On-premises access",
        _ => way.ToString(),
    };

    /// <summary>In a sentence, whether the person can sign in strongly.</summary>
    public (string State, string Words) Verdict
    {
        get
        {
            if (IsBlocked(SignInWay.Account))
                return ("danger", "Cannot sign in, whatever the way.");
            return (IsOpen(SignInWay.SecurityKey), IsOpen(SignInWay.Password) && IsOpen(SignInWay.OneTimeCode), IsOpen(SignInWay.TemporaryAccessPass)) switch
            {
                (true, _, _) => ("ok", "Can sign in with a security key."),
                (_, true, _) => ("ok", "Can sign in with password and one-time code; not with a security key."),
                (_, _, true) => ("warning", "Can sign in with a Temporary Access Pass only, until it ends."),
                _ => ("danger", "Has no strong way to sign in now."),
            };
        }
    }

    private IEnumerable<SignInFinding> Of(SignInWay way) => Ways.FirstOrDefault(group => group.Key == way) ?? Enumerable.Empty<SignInFinding>();

    private bool IsBlocked(SignInWay way) => Of(way).Any(finding => finding.Holds == false);

    // One key of an allowed model is enough: the others' findings do not shut the way.
    private bool IsOpen(SignInWay way) => way == SignInWay.SecurityKey
        ? Of(way).Take(2).All(finding => finding.Holds == true) && Of(way).Skip(2).Any(finding => finding.Holds == true)
        : Of(way).Any() && Of(way).All(finding => finding.Holds == true);
}
