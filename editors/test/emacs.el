;;; emacs.el --- rolelint in Emacs, asserted  -*- lexical-binding: t; -*-

;; Run by .ci/editors.sh in a folder with the documents: emacs --batch -l emacs.el

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'seq)

(defvar failed 0)

(defmacro test (name &rest work)
  "One thing that must hold: NAME says it, WORK signals an error where it does not."
  (declare (indent 1))
  `(condition-case err
       (progn ,@work (princ (format "  ok %s\n" ,name)))
     (error (setq failed (1+ failed))
            (princ (format "  FAILED %s\n    %s\n" ,name (error-message-string err))))))

;; Without a screen Emacs is never idle, and Eglot tells of changes when it is.
(defun pause ()
  "What Emacs does while nobody types."
  (accept-process-output nil 0.05)
  (when (bound-and-true-p eglot--managed-mode) (eglot--signal-textDocument/didChange)))

(defmacro eventually (what &rest ask)
  "Ask again until the answer is non-nil; WHAT says what is waited for."
  (declare (indent 1))
  `(let ((end (+ (float-time) 20)) answer)
     (while (not (or (setq answer (progn ,@ask)) (> (float-time) end)))
       (pause))
     (or answer (error "Not seen: %s" ,what))))

(defun go (wanted &optional offset)
  "Put point on WANTED, OFFSET characters in."
  (goto-char (point-min))
  (let ((case-fold-search nil)) (search-forward wanted))
  (goto-char (+ (match-beginning 0) (or offset 0))))

(defun codes ()
  "Codes of the findings that Flymake shows."
  (mapcar (lambda (d) (and (string-match "\\[?\\([A-Z]+[0-9]+\\)\\]?" (flymake-diagnostic-text d))
                           (match-string 1 (flymake-diagnostic-text d))))
          (flymake-diagnostics)))

(defun finding (code)
  "Wait until CODE is found."
  (eventually code (member code (codes))))

(defun face-of (wanted &optional offset)
  "The face that WANTED is shown with."
  (save-excursion (go wanted offset) (get-text-property (point) 'face)))

(defun complete ()
  "All completions at point."
  (pcase (seq-some (lambda (f) (and (functionp f) (let ((r (funcall f))) (and (consp r) r)))) completion-at-point-functions)
    (`(,from ,to ,table . ,_) (all-completions (buffer-substring from to) table))))

(setq inhibit-message t
      eglot-sync-connect t
      eglot-autoshutdown t
      eglot-confirm-server-edits nil
      make-backup-files nil
      create-lockfiles nil
      use-short-answers t)
(princ (format "Emacs %s, Eglot %s\n" emacs-version
               (with-temp-buffer
                 (insert-file-contents (concat (file-name-sans-extension (locate-library "eglot")) ".el.gz"))
                 (if (re-search-forward "^;; Version: \\(.*\\)$" nil t) (match-string 1) "?"))))

(test "the mode compiles without a warning, and its documentation is in order"
  (let ((byte-compile-error-on-warn t) (copy (make-temp-file "role" nil ".el")))
    (copy-file "/try/emacs/role-mode.el" copy t)
    (unless (byte-compile-file copy) (error "It does not"))
    (require 'checkdoc)
    (with-current-buffer (find-file-noselect "/try/emacs/role-mode.el")
      (let ((checkdoc-create-error-function (lambda (text start &rest _) (error "Line %s: %s" (line-number-at-pos start) text))))
        (checkdoc-current-buffer t)))))

;; As the manual says.
(add-to-list 'load-path "/try/emacs")
(require 'role-mode)
(add-hook 'role-mode-hook #'eglot-ensure)

(find-file "owner.role")
(run-hooks 'post-command-hook)

(test "a .role file is a role document, and the server starts"
  (unless (eq major-mode 'role-mode) (error "It is %s" major-mode))
  (eventually "the server" (eglot-current-server))
  (eventually "the buffer is managed" eglot--managed-mode)
  (flymake-start))

(test "labels, titles, categories, shares, names and comments are coloured"
  (font-lock-ensure)
  (pcase-dolist (`(,wanted ,face)
                 '(("Role:" font-lock-keyword-face)
                   ("Product Owner, Harbour" font-lock-function-name-face)
                   ("Id:" font-lock-variable-name-face)
                   ("Duties:" font-lock-type-face)
                   ("25%" font-lock-constant-face)
                   ("analytics" font-lock-builtin-face)
                   ("team)" font-lock-builtin-face)
                   ("@harbour-team" font-lock-constant-face)
                   ("# A remark" font-lock-comment-face)))
    (unless (eq (face-of wanted) face) (error "%s is %s" wanted (face-of wanted))))
  (when (face-of "Read in the logs") (error "Text has a colour")))

(test "findings appear, with their place"
  (finding "PO101")
  (let ((d (seq-find (lambda (d) (string-search "PO101" (flymake-diagnostic-text d))) (flymake-diagnostics))))
    (goto-char (flymake-diagnostic-beg d))
    (unless (looking-at "Contacts:") (error "At line %s" (line-number-at-pos)))))

(test "a finding goes when its cause goes, unsaved"
  (go "- @harbour-team (team)")
  (end-of-line)
  (insert "\n- pilots (user): every week, directly")
  (eventually "PO101 is gone" (not (member "PO101" (codes))))
  (delete-region (line-beginning-position 1) (line-beginning-position 2))
  (finding "PO101"))

(test "hover explains a term, and what the framework says of it"
  (go "product backlog and" 3)
  (let (text)
    (eglot-hover-eldoc-function (lambda (said &rest _) (setq text said)))
    (eventually "the text" text)
    (unless (string-search "Scrum" text) (error "%s" text))))

(test "completion offers names after @, and categories of duties"
  (go "Reports to:")
  (insert "Works with: @\n")
  (backward-char)
  (let ((names (eventually "names" (complete))))
    (unless (seq-some (lambda (n) (string-search "head-of-harbour" n)) names) (error "%s" names)))
  (delete-region (line-beginning-position) (line-beginning-position 2))
  (go "- 40% delivery")
  (insert "- \n")
  (backward-char)
  (let ((words (eventually "categories" (complete))))
    (unless (seq-some (lambda (n) (string-prefix-p "go-to-market" n)) words) (error "%s" words)))
  (delete-region (line-beginning-position) (line-beginning-position 2)))

(test "a code action mends a finding"
  (finding "PO101")
  (go "Contacts:")
  (eventually "the finding is here again"
    (seq-some (lambda (d) (string-search "PO101" (flymake-diagnostic-text d))) (flymake-diagnostics (point) (line-end-position))))
  (let* ((actions (eglot-code-actions (point) (line-end-position) "quickfix"))
         (titles (mapcar (lambda (a) (plist-get a :title)) actions)))
    (unless (cdr actions) (error "A fix and a waiver at least: %s" titles))
    (eglot-execute (eglot-current-server) (car actions)))
  (eventually "PO101 is gone" (not (member "PO101" (codes))))
  (unless (string-match-p "(\\(customer\\|user\\))" (buffer-string)) (error "%s" (buffer-string))))

(test "a name leads to its definition"
  (go "@head-of-harbour" 3)
  (let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
    (unless (string-search "head.role" (format "%s" (xref-location-group (xref-item-location (car found))))) (error "%s" found))))

(test "the outline shows roles and their parts"
  (let ((index (funcall imenu-create-index-function)))
    (unless (string-search "Product Owner, Harbour Pilots" (format "%s" index)) (error "%s" index))))

(test "a role is renamed across files"
  (go "po-pilots" 2)
  (eglot-rename "po-harbour")
  (save-some-buffers t)
  (unless (string-search "Id: po-harbour" (buffer-string)) (error "Not here"))
  (with-temp-buffer
    (insert-file-contents "head.role")
    (unless (string-search "Leads: @po-harbour" (buffer-string)) (error "Not in the other file: %s" (buffer-string)))))

(test "formatting writes the standard form"
  (find-file "untidy.role")
  (eventually "the buffer is managed" eglot--managed-mode)
  (eglot-format-buffer)
  (dolist (wanted '("\nKind: product owner\n" "\n- 40% delivery: Accept finished work"))
    (unless (string-search wanted (buffer-string)) (error "%s" (buffer-string)))))

(test "without the server, sections fold and the index knows roles"
  (find-file "head.role")
  (eglot--managed-mode-off)
  (outline-minor-mode)
  (go "Duties:")
  (outline-hide-subtree)
  (go "- 60%")
  (unless (outline-invisible-p) (error "It does not fold"))
  (unless (assoc "Head of Harbour Products" (imenu-default-create-index-function)) (error "%s" (imenu-default-create-index-function))))

(test "a job spec in Markdown has findings"
  (require 'markdown-mode)
  (add-to-list 'eglot-server-programs '(markdown-mode "rolelint" "server"))
  (find-file "spec.md")
  (call-interactively #'eglot)
  (eventually "the buffer is managed" eglot--managed-mode)
  (flymake-start)
  (finding "PO101"))

(kill-emacs (if (zerop failed) 0 1))
;;; emacs.el ends here
