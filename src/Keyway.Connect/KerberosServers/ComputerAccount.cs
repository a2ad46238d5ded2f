using Keyway.ActiveDirectory.Ldap;
using Keyway.Connect.Domain;
using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// The Kerberos server's own account and its file. The file is written before the password is set: killed between the two, the next run finds a file
/// that does not sign in yet, and sets the password that stands in it.
/// </summary>
internal sealed class ComputerAccount
{
    private readonly string _path;
    private readonly AccountSecret _secret;
    private readonly bool _isNew;

    private ComputerAccount(string path, AccountSecret secret, bool isNew, bool signsIn)
    {
        _path = path;
        _secret = secret;
        _isNew = isNew;
        NewPassword = signsIn ? null : secret.Password;
    }

    /// <summary>The password to which the account must be reset, or null when the file's signs in already.</summary>
    public string? NewPassword { get; }

    public DomainCredential.Password Credential => new(_secret.UserPrincipalName, _secret.Password);

    /// <summary>Looks at file and account. Writes nothing.</summary>
    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="exists">The domain has the account.</param>
    public static async Task<Result<ComputerAccount>> LookAsync(string path, bool exists, DomainSideContext context, DomainSession domain, CancellationToken cancellationToken)
    {
        if (path == "-")
            return new Refusal(Catalogue.Connect.OptionInvalid, "--account-file must be a path");
        if (!Path.Exists(path))
            return new ComputerAccount(path, AccountFile.Draw(context.Domain.DnsName, context.Name), isNew: true, signsIn: false);

        if (!AccountFile.Read(path).TryGet(out var secret, out var refusal))
            return refusal;
        if (!secret.IsOf(context.Domain.DnsName, context.Name))
            return new Refusal(Catalogue.Connect.AccountFileOfAnother, $"{path} is that of {secret.Name} of {secret.Domain}");
        if (!exists)
            return new ComputerAccount(path, secret, isNew: false, signsIn: false);

        // At the same domain controller, which knows of a reset before the others.
        var opened = await DomainConnection.OpenAsync(domain.DomainController, new DomainCredential.Password(secret.UserPrincipalName, secret.Password), context.Domain.Trust, null, cancellationToken);
        if (opened.TryGet(out var connection, out refusal))
            connection.Dispose();
        else if (refusal.Error != Catalogue.ActiveDirectory.InvalidCredentials && refusal.Error != Catalogue.ActiveDirectory.AccountRefused)
            return refusal;
        return new ComputerAccount(path, secret, isNew: false, signsIn: opened.Succeeded);
    }

    /// <summary>Writes the file when it is not there; the words for the step.</summary>
    public Result<string> Save()
    {
        if (!_isNew)
            return NewPassword is null ? $"{_path} signs in as {_secret.UserPrincipalName}" : $"{_path} does not sign in yet: the password is set to it";
        return AccountFile.Write(_path, _secret).TryGet(out var written, out var refusal) ? $"{written}, mode 0600" : refusal;
    }
}
