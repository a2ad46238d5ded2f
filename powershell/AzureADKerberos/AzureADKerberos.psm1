# Thin functions over keyway-connect: what they ask and what they answer is its JSON.
# Written for Windows PowerShell 5.1 and PowerShell 7; ASCII only, because 5.1 reads a file without a byte order mark in the code page of its machine.

Set-StrictMode -Version 3.0

# The columns of the object, in the order that administrators know.
$script:Columns = @(
    'Id', 'UserAccount', 'ComputerAccount', 'DisplayName', 'DomainDnsName', 'KeyVersion', 'KeyUpdatedOn', 'KeyUpdatedFrom',
    'CloudDisplayName', 'CloudDomainDnsName', 'CloudId', 'CloudKeyVersion', 'CloudKeyUpdatedOn')

function Get-KeywayMember {
    # A member of an answer, or nothing: under strict mode a member that is not there is an error.
    param($InputObject, [string] $Name)

    if ($null -eq $InputObject) { return }
    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -ne $property) { $property.Value }
}

function New-KeywayErrorRecord {
    # Id: the KW number, or a word of this module when keyway-connect was not reached.
    param([string] $Id, [string] $Message, [string] $Remedy, [System.Management.Automation.ErrorCategory] $Category, $Target)

    $failure = [System.InvalidOperationException]::new($Message)
    $record = [System.Management.Automation.ErrorRecord]::new($failure, $Id, $Category, $Target)
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($Message)
    $record.ErrorDetails.RecommendedAction = $Remedy
    $record
}

function ConvertTo-KeywayArgument {
    # One argument as CommandLineToArgvW takes it apart: backslashes count only before a quote, where they are doubled.
    param([AllowEmptyString()] [string] $Value)

    if ($Value -ne '' -and $Value -notmatch '[\s"]') { return $Value }
    $escaped = [regex]::Replace($Value, '(\\*)"', '$1$1\"')
    $escaped = [regex]::Replace($escaped, '(\\+)$', '$1$1')
    '"' + $escaped + '"'
}

function ConvertTo-KeywayShellWord {
    # One word of a POSIX shell: ssh hands its arguments, joined by blanks, to the shell of the other side.
    param([AllowEmptyString()] [string] $Value)

    "'" + $Value.Replace("'", "'\''") + "'"
}

function Get-KeywayProgram {
    # What $env:KEYWAY_CONNECT says, such as: ssh dc1.contoso.corp.com keyway-connect. Without it, keyway-connect on the path.
    param($Caller)

    $text = $env:KEYWAY_CONNECT
    if ([string]::IsNullOrWhiteSpace($text)) { $text = 'keyway-connect' }
    $words = @([regex]::Matches($text, '"([^"]*)"|(\S+)') | ForEach-Object { $_.Groups[1].Value + $_.Groups[2].Value })
    $found = @(Get-Command -Name ([System.Management.Automation.WildcardPattern]::Escape($words[0])) -CommandType Application -ErrorAction SilentlyContinue)
    if ($found.Count -eq 0) {
        $Caller.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KeywayConnectNotFound' -Message ('There is no program {0} on the path.' -f $words[0]) -Remedy 'Install keyway-connect, or set $env:KEYWAY_CONNECT to the command that reaches it, such as: ssh dc1.contoso.corp.com keyway-connect' -Category ObjectNotFound -Target $words[0]))
    }

    # Windows runs these by cmd.exe, which reads its command line by rules of its own.
    if ($found[0].Path -match '\.(cmd|bat)$') {
        $Caller.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KeywayConnectIsScript' -Message ('{0} is a script of cmd.exe.' -f $found[0].Path) -Remedy 'Name a program in $env:KEYWAY_CONNECT.' -Category InvalidArgument -Target $found[0].Path))
    }

    $rest = @()
    if ($words.Count -gt 1) { $rest = @($words[1..($words.Count - 1)]) }
    [pscustomobject]@{ Path = $found[0].Path; Arguments = $rest; IsRemote = ([System.IO.Path]::GetFileNameWithoutExtension($found[0].Path) -eq 'ssh') }
}

function ConvertTo-KeywaySecretBytes {
    # {"name":"secret",...} in UTF-8. The plain text stands in one array, which is zeroed here, and in the bytes, which the caller zeroes; no string holds it.
    param([System.Collections.Specialized.OrderedDictionary] $Secrets)

    $capacity = 2
    foreach ($name in $Secrets.Keys) { $capacity += $name.Length + 6 + 6 * $Secrets[$name].Length }
    $text = [char[]]::new($capacity)
    $length = 0
    try {
        $text[$length++] = [char] '{'
        foreach ($name in $Secrets.Keys) {
            if ($length -gt 1) { $text[$length++] = [char] ',' }
            foreach ($character in ('"' + $name + '":"').ToCharArray()) { $text[$length++] = $character }
            $secret = $Secrets[$name]
            $pointer = [System.Runtime.InteropServices.Marshal]::SecureStringToBSTR($secret)
            try {
                for ($index = 0; $index -lt $secret.Length; $index++) {
                    $code = [System.Runtime.InteropServices.Marshal]::ReadInt16($pointer, 2 * $index) -band 0xFFFF
                    if ($code -eq 0x22 -or $code -eq 0x5C) {
                        $text[$length++] = [char] '\'
                        $text[$length++] = [char] $code
                    }
                    elseif ($code -lt 0x20) {
                        foreach ($character in ('\u{0:x4}' -f $code).ToCharArray()) { $text[$length++] = $character }
                    }
                    else {
                        $text[$length++] = [char] $code
                    }
                }
            }
            finally {
                [System.Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
            }
            $text[$length++] = [char] '"'
        }
        $text[$length++] = [char] '}'
        $bytes = [System.Text.UTF8Encoding]::new($false).GetBytes($text, 0, $length)
    }
    finally {
        [System.Array]::Clear($text, 0, $text.Length)
    }

    # The comma keeps the pipeline from copying it byte by byte.
    , $bytes
}

function New-KeywayRequest {
    # The options and secrets that every command takes, from the parameters that were given.
    param($Caller, $Bound)

    $options = [System.Collections.Generic.List[string]]::new()
    $secrets = [ordered]@{}
    $options.Add('--domain=' + $Bound['Domain'])
    if ($Bound.ContainsKey('Name')) { $options.Add('--name=' + $Bound['Name']) }
    if ($Bound.ContainsKey('Server')) { $options.Add('--server=' + $Bound['Server']) }
    if ($Bound.ContainsKey('ConfigFile')) { $options.Add('--config=' + $Bound['ConfigFile']) }
    if ($Bound.ContainsKey('DomainCredential')) {
        $options.Add('--domain-user=' + $Bound['DomainCredential'].UserName)
        $secrets['domainPassword'] = $Bound['DomainCredential'].Password
    }

    if ($Bound.ContainsKey('CloudCredential')) {
        $options.Add('--admin=' + $Bound['CloudCredential'].UserName)
        $secrets['serverSecret'] = $Bound['CloudCredential'].Password
    }

    if ($Bound.ContainsKey('UserPrincipalName')) {
        $options.Add('--admin=' + $Bound['UserPrincipalName'])
        $pin = $null
        if ($Bound.ContainsKey('SecurityKeyPin')) {
            $pin = $Bound['SecurityKeyPin']
        }
        else {
            $Caller.Host.UI.Write(('PIN of the security key of {0}: ' -f $Bound['UserPrincipalName']))
            $pin = $Caller.Host.UI.ReadLineAsSecureString()
        }

        if ($pin.Length -gt 0) { $secrets['pin'] = $pin }
    }

    [pscustomobject]@{ Options = $options; Secrets = $secrets }
}

function Invoke-KeywayConnect {
    # Runs "kerberos-server VERB" to its end and gives its answer as an object. Secrets go to standard input only.
    param($Caller, [string] $Verb, $Request, [string] $Activity)

    $program = Get-KeywayProgram -Caller $Caller
    $words = @('kerberos-server', $Verb, '--json') + @($Request.Options)
    if ($Request.Secrets.Count -gt 0) { $words += '--secrets-from-stdin' }
    if ($program.IsRemote) { $words = @($words | ForEach-Object { ConvertTo-KeywayShellWord -Value $_ }) }
    $arguments = (@(@($program.Arguments) + $words) | ForEach-Object { ConvertTo-KeywayArgument -Value $_ }) -join ' '

    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = $program.Path
    $start.Arguments = $arguments
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
    $start.StandardErrorEncoding = [System.Text.UTF8Encoding]::new($false)
    $Caller.WriteVerbose(('{0} {1}' -f $start.FileName, $arguments))

    $process = [System.Diagnostics.Process]::new()
    $process.StartInfo = $start
    $progress = [System.Management.Automation.ProgressRecord]::new(1, $Activity, 'keyway-connect is at work')
    $bytes = $null
    $started = $false
    try {
        try {
            $started = $process.Start()
        }
        catch {
            $Caller.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KeywayConnectNotStarted' -Message ('{0} could not be started: {1}' -f $start.FileName, $_.Exception.Message) -Remedy 'Check the program and that you may run it.' -Category ResourceUnavailable -Target $start.FileName))
        }

        # Both are read from the start, so that neither pipe fills up while the other is waited for.
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        try {
            if ($Request.Secrets.Count -gt 0) {
                $bytes = ConvertTo-KeywaySecretBytes -Secrets $Request.Secrets
                $process.StandardInput.BaseStream.Write($bytes, 0, $bytes.Length)
                $process.StandardInput.BaseStream.Flush()
            }

            $process.StandardInput.Close()
        }
        catch [System.IO.IOException] {
            # It ended before it had read them; its answer says why.
            $Caller.WriteDebug('keyway-connect did not read its standard input.')
        }

        $Caller.WriteProgress($progress)
        # In short waits, so that Ctrl+C is heard.
        while (-not $process.WaitForExit(200)) { }
        $process.WaitForExit()
        $answer = $null
        try {
            $answer = ConvertFrom-Json -InputObject $output.Result
        }
        catch {
            $Caller.WriteDebug('The answer is no JSON.')
        }

        if ($null -eq $answer -or $null -eq (Get-KeywayMember $answer 'outcome')) {
            $said = @($errors.Result.Trim() -split '\r?\n')
            $last = ($said[[Math]::Max(0, $said.Count - 3)..($said.Count - 1)]) -join ' '
            $Caller.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KeywayConnectUnanswered' -Message ('{0} ended with exit code {1} and without an answer. {2}' -f $start.FileName, $process.ExitCode, $last).Trim() -Remedy 'Run the same command in a shell; -Verbose shows it. Check the version of keyway-connect.' -Category InvalidResult -Target $start.FileName))
        }

        $answer
    }
    finally {
        $progress.RecordType = [System.Management.Automation.ProgressRecordType]::Completed
        $Caller.WriteProgress($progress)
        if ($null -ne $bytes) { [System.Array]::Clear($bytes, 0, $bytes.Length) }
        # Ctrl+C: keyway-connect may be ended at any point; the next run finishes or undoes what it had begun.
        if ($started -and -not $process.HasExited) { $process.Kill() }
        $process.Dispose()
    }
}

function Assert-KeywayAnswer {
    # Shows the steps; a failure ends the caller, except that two sides which differ are a warning.
    param($Caller, $Answer, $Target)

    foreach ($step in @(Get-KeywayMember $Answer 'steps')) {
        if ($null -eq $step) { continue }
        $mark = 'failed'
        if (Get-KeywayMember $step 'succeeded') { $mark = 'done' }
        $Caller.WriteVerbose(('{0}: {1}: {2} ({3} ms)' -f $mark, (Get-KeywayMember $step 'name'), (Get-KeywayMember $step 'result'), (Get-KeywayMember $step 'milliseconds')))
    }

    foreach ($finding in @(Get-KeywayMember $Answer 'findings')) {
        if ($null -eq $finding) { continue }
        $consequence = ''
        if (Get-KeywayMember $finding 'stopsMinting') { $consequence = ' The identity server mints no tickets until it is repaired.' }
        $Caller.WriteWarning(('{0}: {1}.{2}' -f (Get-KeywayMember $finding 'kind'), (Get-KeywayMember $finding 'detail'), $consequence))
    }

    $failure = Get-KeywayMember $Answer 'error'
    $outcome = Get-KeywayMember $Answer 'outcome'
    if ($null -eq $failure) {
        $verdict = Get-KeywayMember $Answer 'verdict'
        if ($null -ne $verdict) { $Caller.WriteVerbose(('Verdict: {0}.' -f $verdict)) }
        return
    }

    $message = Get-KeywayMember $failure 'cause'
    $detail = Get-KeywayMember $failure 'detail'
    if ($detail) { $message = '{0} ({1})' -f $message, $detail }
    $remedy = Get-KeywayMember $failure 'remedy'
    $remains = Get-KeywayMember $failure 'remains'
    if ($remains) { $remedy = '{0} {1}' -f $remedy, $remains }
    if ($outcome -eq 'differs') {
        $Caller.WriteWarning(('{0}: {1} {2}' -f (Get-KeywayMember $failure 'code'), $message, $remedy))
        return
    }

    $category = [System.Management.Automation.ErrorCategory]::NotSpecified
    switch ($outcome) {
        'usage' { $category = [System.Management.Automation.ErrorCategory]::InvalidArgument }
        'refused' { $category = [System.Management.Automation.ErrorCategory]::PermissionDenied }
        'unreachable' { $category = [System.Management.Automation.ErrorCategory]::ConnectionError }
    }

    # Neither side has one.
    if ((Get-KeywayMember $failure 'code') -eq 'KW4024') { $category = [System.Management.Automation.ErrorCategory]::ObjectNotFound }
    $Caller.ThrowTerminatingError((New-KeywayErrorRecord -Id (Get-KeywayMember $failure 'code') -Message $message -Remedy $remedy -Category $category -Target $Target))
}

function ConvertTo-KeywayTime {
    # PowerShell 7 makes times of ISO 8601 text by itself, 5.1 does not. UTC.
    param($Value)

    if ($null -eq $Value) { return }
    if ($Value -is [datetime]) { return $Value.ToUniversalTime() }
    [datetime]::Parse($Value, [System.Globalization.CultureInfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::RoundtripKind).ToUniversalTime()
}

function ConvertTo-KeywayKerberosServer {
    # The object that Get-AzureADKerberosServer gives; nothing when the answer holds none.
    param($Answer)

    $server = Get-KeywayMember $Answer 'kerberosServer'
    if ($null -eq $server) { return }
    $columns = [ordered]@{}
    foreach ($column in $script:Columns) {
        $value = Get-KeywayMember $server $column
        if ($column -like '*UpdatedOn') { $value = ConvertTo-KeywayTime $value }
        $columns[$column] = $value
    }

    $object = [pscustomobject] $columns
    $object.PSObject.TypeNames.Insert(0, 'Keyway.AzureADKerberosServer')
    $object
}

function ConvertTo-KeywayPlannedChange {
    # What -WhatIf gives, one object a change.
    param($Answer)

    foreach ($change in @(Get-KeywayMember $Answer 'changes')) {
        if ($null -eq $change) { continue }
        $attributes = @(@(Get-KeywayMember $change 'attributes') | Where-Object { $null -ne $_ } | ForEach-Object { '{0} = {1}' -f (Get-KeywayMember $_ 'name'), (Get-KeywayMember $_ 'value') })
        [pscustomobject]@{
            PSTypeName = 'Keyway.PlannedChange'
            Kind       = Get-KeywayMember $change 'kind'
            Object     = Get-KeywayMember $change 'dn'
            Attributes = $attributes
            Right      = Get-KeywayMember $change 'right'
        }
    }
}

function Set-AzureADKerberosServer {
    <#
    .SYNOPSIS
    Creates or repairs the Kerberos server of a domain and publishes its key to the identity server, or rotates that key.

    .DESCRIPTION
    Run it once to create the Kerberos server, and again whenever Get-AzureADKerberosServer says that something differs: it changes only what is missing or wrong.
    With -RotateServerKey the domain chooses a new key, which is published; refused when the key is younger than 24 hours, unless -Force is given.
    With -WhatIf nothing is written: the planned changes are the output, each with the object, the attributes and the right that it needs.

    Nobody needs to be named at the identity server when the config file of keyway-connect names a connector.

    .PARAMETER Domain
    DNS name of the domain, such as contoso.corp.com.

    .PARAMETER CloudCredential
    An administrator of the identity server: the user principal name, and a Temporary Access Pass in the place of the password.

    .PARAMETER UserPrincipalName
    An administrator of the identity server who signs in with a security key. The key is plugged into the computer on which keyway-connect runs.

    .PARAMETER SecurityKeyPin
    PIN of that security key; it is asked for when left out.

    .PARAMETER DomainCredential
    Who signs in to the domain: a user principal name and its password. To create, a member of Domain Admins. Without it the Kerberos server's own account signs in, where keyway-connect keeps one.

    .PARAMETER RotateServerKey
    Makes the domain choose a new key and publishes it.

    .PARAMETER Twice
    With -RotateServerKey, when the key has leaked: rotates as often as it takes until no domain controller honours a former key, at once and whatever its age. Sign-ins that are under way with a former key fail.

    .PARAMETER AllowGroup
    Groups whose members may get tickets: names, SIDs or distinguished names. Needed for a new Kerberos server; an existing one keeps its own when left out.

    .PARAMETER DenyGroup
    Groups whose members never get tickets. The privileged groups when left out.

    .PARAMETER Name
    Name of the Kerberos server when the domain has several; AzureADKerberos when left out.

    .PARAMETER Server
    Address of the identity server, https://...; from the config file of keyway-connect when left out.

    .PARAMETER ConfigFile
    Config file of keyway-connect, on the computer on which it runs; /etc/keyway/connect.json when left out.

    .PARAMETER Force
    Rotates although the key is younger than 24 hours, and asks nothing.

    .EXAMPLE
    Set-AzureADKerberosServer -Domain contoso.corp.com -UserPrincipalName admin@contoso.corp.com -DomainCredential (Get-Credential administrator@contoso.corp.com) -AllowGroup 'Security Key Users'

    Creates the Kerberos server. The administrator signs in with a security key.

    .EXAMPLE
    Set-AzureADKerberosServer -Domain contoso.corp.com -CloudCredential (Get-Credential admin@contoso.corp.com) -DomainCredential (Get-Credential administrator@contoso.corp.com) -AllowGroup 'Security Key Users' -WhatIf

    Lists what would be changed, and which right each change needs.

    .EXAMPLE
    Set-AzureADKerberosServer -Domain contoso.corp.com -RotateServerKey

    Rotates the key with the accounts that keyway-connect keeps.

    .EXAMPLE
    Set-AzureADKerberosServer -Domain contoso.corp.com -DomainCredential (Get-Credential administrator@contoso.corp.com) -RotateServerKey -Twice

    Makes a leaked key worthless.

    .OUTPUTS
    Keyway.AzureADKerberosServer; with -WhatIf Keyway.PlannedChange.

    .LINK
    Get-AzureADKerberosServer
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium', DefaultParameterSetName = 'Connector')]
    [OutputType('Keyway.AzureADKerberosServer', 'Keyway.PlannedChange')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Domain,

        [Parameter(Mandatory = $true, ParameterSetName = 'CloudCredential')]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $CloudCredential,

        [Parameter(Mandatory = $true, ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNullOrEmpty()]
        [string] $UserPrincipalName,

        [Parameter(ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNull()]
        [System.Security.SecureString] $SecurityKeyPin,

        [Parameter()]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $DomainCredential,

        [Parameter()]
        [switch] $RotateServerKey,

        [Parameter()]
        [switch] $Twice,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]] $AllowGroup,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string[]] $DenyGroup,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Name = 'AzureADKerberos',

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Server,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ConfigFile,

        [Parameter()]
        [switch] $Force
    )

    if ($RotateServerKey -and ($PSBoundParameters.ContainsKey('AllowGroup') -or $PSBoundParameters.ContainsKey('DenyGroup'))) {
        $PSCmdlet.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KW4000' -Message 'A rotation leaves the groups as they are.' -Remedy 'Leave -AllowGroup and -DenyGroup out, or run Set-AzureADKerberosServer without -RotateServerKey first.' -Category InvalidArgument -Target $Name))
    }

    if ($Twice -and -not $RotateServerKey) {
        $PSCmdlet.ThrowTerminatingError((New-KeywayErrorRecord -Id 'KW4000' -Message '-Twice is a way to rotate.' -Remedy 'Say -RotateServerKey -Twice.' -Category InvalidArgument -Target $Name))
    }

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
    $target = 'Kerberos server {0} of {1}' -f $Name, $Domain
    $verb = 'set'
    $action = 'Create or repair, and publish the key'
    if ($RotateServerKey) {
        $verb = 'rotate'
        $action = 'Rotate the key'
    }

    if (-not $PSCmdlet.ShouldProcess($target, $action)) {
        if (-not $WhatIfPreference) { return }
        $verb = 'plan'
    }

    $request = New-KeywayRequest -Caller $PSCmdlet -Bound $PSBoundParameters
    if ($verb -eq 'plan' -and $RotateServerKey) { $request.Options.Add('--rotate') }
    if ($verb -eq 'rotate' -and $Force) { $request.Options.Add('--force') }
    if ($Twice) { $request.Options.Add('--twice') }
    if ($PSBoundParameters.ContainsKey('AllowGroup')) { foreach ($group in $AllowGroup) { $request.Options.Add('--allow-group=' + $group) } }
    if ($PSBoundParameters.ContainsKey('DenyGroup')) { foreach ($group in $DenyGroup) { $request.Options.Add('--deny-group=' + $group) } }

    $answer = Invoke-KeywayConnect -Caller $PSCmdlet -Verb $verb -Request $request -Activity $action
    Assert-KeywayAnswer -Caller $PSCmdlet -Answer $answer -Target $target
    if ($verb -eq 'plan') { ConvertTo-KeywayPlannedChange -Answer $answer } else { ConvertTo-KeywayKerberosServer -Answer $answer }
}

function Get-AzureADKerberosServer {
    <#
    .SYNOPSIS
    Shows the Kerberos server of a domain as the domain and as the identity server hold it.

    .DESCRIPTION
    The columns without Cloud are read from the domain, key version and time from its replication metadata; those with Cloud from the identity server.
    When the two sides differ a warning says in what, and what to run. Writes nothing.

    .PARAMETER Domain
    DNS name of the domain, such as contoso.corp.com.

    .PARAMETER CloudCredential
    An administrator of the identity server: the user principal name, and a Temporary Access Pass in the place of the password.

    .PARAMETER UserPrincipalName
    An administrator of the identity server who signs in with a security key. The key is plugged into the computer on which keyway-connect runs.

    .PARAMETER SecurityKeyPin
    PIN of that security key; it is asked for when left out.

    .PARAMETER DomainCredential
    Who signs in to the domain: a user principal name and its password; any account may look. Without it the Kerberos server's own account signs in, where keyway-connect keeps one.

    .PARAMETER Name
    Name of the Kerberos server when the domain has several; AzureADKerberos when left out.

    .PARAMETER Server
    Address of the identity server, https://...; from the config file of keyway-connect when left out.

    .PARAMETER ConfigFile
    Config file of keyway-connect, on the computer on which it runs; /etc/keyway/connect.json when left out.

    .EXAMPLE
    Get-AzureADKerberosServer -Domain contoso.corp.com

    Shows both sides with the accounts that keyway-connect keeps.

    .EXAMPLE
    (Get-AzureADKerberosServer contoso.corp.com -DomainCredential $credential).KeyUpdatedOn

    When the domain chose its key, UTC.

    .OUTPUTS
    Keyway.AzureADKerberosServer

    .LINK
    Set-AzureADKerberosServer
    #>
    [CmdletBinding(DefaultParameterSetName = 'Connector')]
    [OutputType('Keyway.AzureADKerberosServer')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Domain,

        [Parameter(Mandatory = $true, ParameterSetName = 'CloudCredential')]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $CloudCredential,

        [Parameter(Mandatory = $true, ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNullOrEmpty()]
        [string] $UserPrincipalName,

        [Parameter(ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNull()]
        [System.Security.SecureString] $SecurityKeyPin,

        [Parameter()]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $DomainCredential,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Name = 'AzureADKerberos',

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Server,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ConfigFile
    )

    $request = New-KeywayRequest -Caller $PSCmdlet -Bound $PSBoundParameters
    $answer = Invoke-KeywayConnect -Caller $PSCmdlet -Verb 'get' -Request $request -Activity 'Read both sides'
    Assert-KeywayAnswer -Caller $PSCmdlet -Answer $answer -Target ('Kerberos server {0} of {1}' -f $Name, $Domain)
    ConvertTo-KeywayKerberosServer -Answer $answer
}

function Remove-AzureADKerberosServer {
    <#
    .SYNOPSIS
    Removes the Kerberos server of a domain from both sides.

    .DESCRIPTION
    The identity server forgets the key first, so that it mints nothing that the domain no longer honours; then the objects in the domain are deleted.
    When one side is out of reach the other is removed all the same, and the error says what remains and how to finish.
    Nobody signs in to the domain by security key afterwards. With -WhatIf nothing is written: the planned changes are the output.

    .PARAMETER Domain
    DNS name of the domain, such as contoso.corp.com.

    .PARAMETER CloudCredential
    An administrator of the identity server: the user principal name, and a Temporary Access Pass in the place of the password.

    .PARAMETER UserPrincipalName
    An administrator of the identity server who signs in with a security key. The key is plugged into the computer on which keyway-connect runs.

    .PARAMETER SecurityKeyPin
    PIN of that security key; it is asked for when left out.

    .PARAMETER DomainCredential
    Who signs in to the domain: a user principal name and its password, with the right to delete the objects.

    .PARAMETER Name
    Name of the Kerberos server when the domain has several; AzureADKerberos when left out.

    .PARAMETER Server
    Address of the identity server, https://...; from the config file of keyway-connect when left out.

    .PARAMETER ConfigFile
    Config file of keyway-connect, on the computer on which it runs; /etc/keyway/connect.json when left out.

    .PARAMETER Force
    Asks nothing.

    .EXAMPLE
    Remove-AzureADKerberosServer -Domain contoso.corp.com -DomainCredential (Get-Credential administrator@contoso.corp.com)

    Removes it after a question.

    .EXAMPLE
    Remove-AzureADKerberosServer -Domain contoso.corp.com -DomainCredential $credential -WhatIf

    Lists what would be deleted.

    .OUTPUTS
    None; with -WhatIf Keyway.PlannedChange.

    .LINK
    Set-AzureADKerberosServer
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', DefaultParameterSetName = 'Connector')]
    [OutputType('Keyway.PlannedChange')]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Domain,

        [Parameter(Mandatory = $true, ParameterSetName = 'CloudCredential')]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $CloudCredential,

        [Parameter(Mandatory = $true, ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNullOrEmpty()]
        [string] $UserPrincipalName,

        [Parameter(ParameterSetName = 'UserPrincipalName')]
        [ValidateNotNull()]
        [System.Security.SecureString] $SecurityKeyPin,

        [Parameter()]
        [ValidateNotNull()]
        [System.Management.Automation.PSCredential] $DomainCredential,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Name = 'AzureADKerberos',

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $Server,

        [Parameter()]
        [ValidateNotNullOrEmpty()]
        [string] $ConfigFile,

        [Parameter()]
        [switch] $Force
    )

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
    $target = 'Kerberos server {0} of {1}' -f $Name, $Domain
    $action = 'Remove from the domain and from the identity server'
    $verb = 'remove'
    if (-not $PSCmdlet.ShouldProcess($target, $action)) {
        if (-not $WhatIfPreference) { return }
        $verb = 'plan'
    }

    $request = New-KeywayRequest -Caller $PSCmdlet -Bound $PSBoundParameters
    if ($verb -eq 'plan') { $request.Options.Add('--remove') } else { $request.Options.Add('--yes') }
    $answer = Invoke-KeywayConnect -Caller $PSCmdlet -Verb $verb -Request $request -Activity $action
    Assert-KeywayAnswer -Caller $PSCmdlet -Answer $answer -Target $target
    if ($verb -eq 'plan') { ConvertTo-KeywayPlannedChange -Answer $answer }
}

Export-ModuleMember -Function Set-AzureADKerberosServer, Get-AzureADKerberosServer, Remove-AzureADKerberosServer
