@{
    RootModule           = 'AzureADKerberos.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0a2f0e-6d0c-4f0b-9b53-2f6f9f7f3b1d'
    Author               = 'The Keyway authors'
    CompanyName          = 'The Keyway authors'
    Copyright            = '(c) The Keyway authors. MIT licence.'
    Description          = 'The Kerberos server object of a domain and of a Keyway identity server: create, repair, see, rotate, remove. Runs keyway-connect, here or by ssh.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @('Set-AzureADKerberosServer', 'Get-AzureADKerberosServer', 'Remove-AzureADKerberosServer')
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('Kerberos', 'FIDO2', 'passwordless', 'ActiveDirectory', 'Keyway')
        }
    }
}
